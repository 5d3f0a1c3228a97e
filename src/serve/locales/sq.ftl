# Çfarë u thotë parapamja atyre që e shkruajnë faqen.

here = { $count ->
    [one] Një problem në këtë faqe
   *[other] { $count } probleme në këtë faqe
}
elsewhere = { $count ->
    [one] Edhe një problem diku tjetër
   *[other] Edhe { $count } probleme diku tjetër
}
elsewhere-title = Në faqet e tjera
more = { $count ->
    [one] dhe edhe një
   *[other] dhe edhe { $count } të tjera
}
count-error = { $count ->
    [one] 1 gabim
   *[other] { $count } gabime
}
count-warning = { $count ->
    [one] 1 paralajmërim
   *[other] { $count } paralajmërime
}
count-note = { $count ->
    [one] 1 shënim
   *[other] { $count } shënime
}
severity-error = Gabim
severity-warning = Paralajmërim
severity-note = Shënim
stale = Më poshtë është versioni i fundit i mirë i kësaj faqeje. Ajo përditësohet kur të ndreqen gabimet.
close = Mbylle
open = Trego problemet
lost = Parapamja ka përfunduar. Nise përsëri me “guidepost serve”.
nothing-title = Ende nuk ka faqe për të treguar
nothing-text = Faqja ka gabime që duhen ndrequr më parë. Kjo faqe provon përsëri vetë.
