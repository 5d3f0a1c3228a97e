home = Ana sayfa
menu = Menü
published = Yayın tarihi:
path-contacts = Kişiler
list-count = { $count ->
    [one] { $count } metin
   *[other] { $count } metinler
}
