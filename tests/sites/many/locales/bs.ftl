home = Početna
list-count = { $count ->
    [one] { $count } tekst
    [few] { $count } teksta
   *[other] { $count } tekstova
}
