# Albanian (standard, as written in Kosovo): the interface strings of the default theme and of the generator itself.
# The keys and their order are those of en.ftl, which also explains the arguments.
# For review by CRP/K: "romisht" for the Romani language, "njësia për të drejtat e njeriut" for the municipal unit.

## Typography and dates

quotes = “ ” ‘ ’

## Folders in addresses

path-contacts = kontakte
path-municipalities = komunat
path-channels = kanalet
path-report = raporto
path-trainer = trajneri
path-laws = ligjet
path-glossary = fjalorthi
path-topics = temat
path-search = kerko
path-offline = pa-internet

## Titles of pages

window-title = { $title } – { $site }
page-n = Faqja { $page } nga { $pages }
home = Ballina
contacts-title = Kush mund të ndihmojë
municipalities-title = Komunat
channels-title = Mënyrat e raportimit
report-title = Ku mund ta raportoni?
laws-title = Ligjet
glossary-title = Fjalë të shpjeguara
topics-title = Temat
search-title = Kërko
offline-title = Lexoni pa internet
not-found-title = Kjo faqe nuk gjendet
not-found-text = Ndoshta është zhvendosur ose adresa ka një gabim. Mund të vazhdoni nga këtu:
moved = Kjo faqe është zhvendosur
moved-go = Shkoni te faqja
chooser-prompt = Zgjidhni gjuhën

## Lines under titles

find-municipality-text = Kush mund t’ju ndihmojë aty ku jetoni.
channels-text = Çfarë mund të bëjë për ju secili vend, çfarë të merrni me vete dhe çfarë ndodh më pas.
laws-text = Ligjet që ju mbrojnë dhe ku flasin për to tekstet tona.
glossary-text = Fjalë të vështira me fjalë të thjeshta.
list-empty = Këtu ende nuk ka asgjë.

## The frame of every page

skip-to-content = Kaloni te teksti
menu = Menyja
language = Gjuha
languages = Gjuhët
borrowed-mark = teksti ende nuk është përkthyer
missing-mark = ende nuk është atje, hap ballinën
breadcrumbs = Ku jeni
leave-page = Largohuni nga kjo faqe
leave-note = Nëse dikush jua shikon telefonin: “Largohuni nga kjo faqe” hap menjëherë një faqe tjetër. Ajo nuk fshin asgjë. Kjo faqe dhe faqet që keni hapur para saj mund të mbeten në historikun e telefonit dhe te butoni “Prapa”. Mbylleni skedën dhe fshijini në historik. Thirrja mbetet në listën e thirrjeve të telefonit dhe mund të shihet në faturën e telefonit.
emergency-title = Jeni në rrezik? Telefononi tani
danger = Në rrezik?
about-title = Për këtë faqe
feed = Lajmet (Atom)
free = falas

## Leaving a page fast

leave-esc = Ose shtypni tri herë tastin Esc.
leave-more = { $count ->
    [one] Shtypni Esc edhe një herë për t’u larguar.
   *[other] Shtypni Esc edhe { $count } herë për t’u larguar.
}

## Sharing and keeping a page

share = Dërgojeni ose ruajeni
share-sms = Mesazh (SMS)
share-file = Ruajeni si një skedar
share-file-text = Për ta dërguar në bisedë dhe për ta hapur pa internet
share-address = Adresa e kësaj faqeje:
share-copy = Kopjojeni adresën
share-copied = U kopjua.
share-send = Mënyra të tjera
share-print = Shtypeni në letër

## The home page

do-first = Bëni këtë së pari
unsure = Nuk e dini çfarë të bëni?
unsure-text = Telefononi dhe pyetni. Nuk keni nevojë ta dini ligjin.
find-municipality = Gjeni komunën tuaj
see-all = Shihni listën e plotë ({ $count })

## Lists and texts

on-this-page = Në këtë faqe
contents = Përmbajtja
text-in = Teksti në gjuhën:
published = Botuar:
updated = Ndryshuar së fundi:
previous = E mëparshmja
next = Tjetra
read-on = Lexoni më tej
related-contacts = Kush mund të ndihmojë
related-channels = Ku mund ta raportoni
related-laws = Ligjet ku mbështetet ky tekst
handouts-title = Materialet
facts-title = Për këtë numër
list-count = { $count ->
    [one] { $count } tekst
   *[other] { $count } tekste
}

## Listening to a text, and words explained in it

listen = Dëgjoni
listen-length = { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
listen-download = Ruajeni incizimin
close = Mbylleni

## The page about privacy: what the site really does

privacy-facts = Çfarë bën kjo faqe në shfletuesin tuaj
privacy-no-cookies = Nuk vendos cookies.
privacy-stores-nothing = Nuk ruan asgjë në telefonin ose kompjuterin tuaj.
privacy-stores = Ruan faqe në telefonin ose kompjuterin tuaj vetëm kur e kërkoni ju, dhe mund t’i fshini atje.
privacy-own-files = Nuk e lejon shfletuesin të marrë asgjë nga faqe të tjera.
privacy-leave = “Largohuni nga kjo faqe” hap këtë faqe:
privacy-scripts = Këto programe të vogla (skripte) mund të punojnë. Mund t’i ndaloni skriptet; gjithçka lexohet edhe pa to.
script-leave = Në faqet për dhunë: largohet nga faqja kur shtypet tri herë Esc dhe e heq nga historiku i skedës.
script-share = Kopjon adresën e një faqeje ose e shtyp, kur e prekni butonin.
script-terms = Tregon çfarë do të thotë një fjalë e vështirë, kur e prekni.
script-municipalities = E shkurton listën e komunave ndërsa shkruani.
script-search = I kërkon fjalët tuaja në telefonin ose kompjuterin tuaj; ato nuk dërgohen askund.
script-offline = I ruan këto faqe në telefonin tuaj nëse e kërkoni, dhe i fshin kur ta thoni.
script-sw = I tregon faqet e ruajtura kur nuk ka internet.

## Facts of an issue or a handout

volume = Vëllimi
number = Numri
period = Periudha
project = Projekti
funder = Financuar nga
audience = Për kë
duration = Koha e nevojshme
duration-minutes = { $minutes ->
    [one] { $minutes } minutë
   *[other] { $minutes } minuta
}

trainer-title = { $title }: për trajnuesin
trainer-version = Versioni për trajnuesin, me përgjigjet

## Boxes in a text

alert-note = Mirë ta dini
alert-tip = Këshillë
alert-important = E rëndësishme
alert-warning = Kujdes
alert-caution = Rrezik
alert-deadline = Afati
alert-trainer = Për trajnuesin
alert-exercise = Ushtrim
alert-answer = Përgjigjja
table = Tabela { $number }
footnotes = Shënime
footnote-back = Kthehuni te teksti

## Pictures in a text

photo-credit = Foto:
picture-not-shown = Fotografia nuk shfaqet këtu:

## Lines about the state of a page

notice-borrowed = Ende e papërkthyer. Po e lexoni këtë faqe në një gjuhë tjetër ({ $language }).
notice-outdated = Origjinali ka ndryshuar pas këtij përkthimi.
notice-original = Lexoni origjinalin
notice-review = Këtë tekst ende nuk e ka kontrolluar as jurist, as folës amtar.
notice-expired = Ky tekst ka vlejtur deri më { $date }.
notice-law = Ky tekst flet për një ligj që nuk është më në fuqi ({ $law }).
notice-repealed = Ky ligj nuk është më në fuqi.
notice-ask = Nëse nuk jeni të sigurt, telefononi dhe pyetni.
row-expired = Vlen deri më { $date }

## Contacts

call = Telefononi { $number }
write = Shkruani
address = Adresa
website = Faqja në internet
hours = Orari
languages-spoken = Gjuhët
accessibility = Qasja në ndërtesë
municipality = Komuna
checked-on = E kontrolloi CRP/K: { $date }
not-checked = CRP/K ende nuk e ka kontrolluar.
stale = Që atëherë ka kaluar shumë kohë.
call-first = Telefononi para se të shkoni.
correction = A ka këtu ndonjë gabim? Na tregoni
save-contact = Ruajeni në telefon
save-all-contacts = Ruajini të gjitha në telefon
contacts-csv = Të gjitha si tabelë (CSV)
contacts-json = Të gjitha si të dhëna për programe (JSON)

contact-kind-emergency = Numrat e emergjencës
contact-kind-helpline = Linjat telefonike për ndihmë
contact-kind-ombudsperson = Avokati i Popullit
contact-kind-human-rights-unit = Njësitë komunale për të drejtat e njeriut
contact-kind-court = Gjykatat
contact-kind-legal-aid = Ndihma juridike falas
contact-kind-police = Policia
contact-kind-institution = Institucionet
contact-kind-organisation = Organizatat
contact-kind-municipality = Zyrat komunale

## Municipalities

region = Rajoni
other-names = Emra të tjerë
municipality-filter = Shkruani emrin e komunës suaj
municipality-found = U gjetën: { $count }
municipality-none = Nuk ka komunë me këtë emër. Provoni me shkronja të tjera ose shikoni në listë.
municipality-unit = Njësia për të drejtat e njeriut
municipality-no-unit = Nuk kemi gjetur telefon ose adresë publike të kësaj njësie. Pyetni në ndërtesën e komunës për njësinë për të drejtat e njeriut ose telefononi njërën nga zyrat më poshtë.
municipality-ombudsperson = Zyra e Avokatit të Popullit
municipality-here = Zyra të tjera këtu
municipality-everybody = Për të gjithë në Kosovë

## Ways to report

how = Si bëhet
bring = Çfarë të merrni me vete
steps = Hap pas hapi
cost = Sa kushton
cannot = Çfarë nuk mund të bëjë
time-limit = Afati
ask-time-limit = Mund të ketë një afat. Këtu nuk japim numër, sepse ende nuk e ka vërtetuar askush. Pyetni zyrën sa kohë keni dhe shkoni sa më shpejt.
your-name = Emri juaj
anonymous = Nuk jeni të detyruar ta tregoni emrin.
channel-contacts = Ku të shkoni ose të telefononi

## Find a way to report

report-text = Dy pyetje, dhe shihni ku mund të drejtoheni. Asgjë nuk ruhet dhe nuk dërgohet.
report-what = Çfarë ndodhi?
report-who = Kush e bëri?
report-where = Ku mund të drejtoheni
report-answer = { $who }: ku mund të drejtoheni
report-all = Të gjitha në një faqe, për shtypje
report-where-text = Mund të shkoni në një nga këto vende ose në disa. I pari është ai që duhet provuar i pari.
report-details = Si bëhet dhe çfarë të merrni me vete
report-all-text = Për çfarë bëhet fjalë, kush e bëri dhe ku mund të shkoni.

happened-work = Në punë ose kur kërkoja punë
happened-school = Në shkollë ose në universitet
happened-health = Te mjeku ose në spital
happened-housing = Kur më duhej banesa
happened-police = Me policinë
happened-public-service = Në një zyrë publike
happened-language = Nuk ma pranuan gjuhën
happened-media = Në televizion, radio ose gazetë
happened-online = Në internet
happened-violence = Kërcënim, dhunë ose urrejtje

by-employer = Punëdhënësi
by-public-body = Një zyrë ose institucion publik
by-private-body = Një kompani, dyqan ose subjekt tjetër privat
by-police-officer = Një polic
by-person = Një person
by-media = Një gazetë, stacion ose faqe interneti

## Laws

article = neni { $number }
articles-title = Nenet për të cilat flasin tekstet tona
cited-by = Tekstet që flasin për këtë ligj
gazette = Gazeta Zyrtare
law-date = Miratuar
status = Gjendja
short-name = Emri i shkurtër
law-status-in-force = në fuqi
law-status-amended = në fuqi, i ndryshuar
law-status-repealed = nuk është më në fuqi
law-status-unknown = pyetni nëse është në fuqi

## Names of languages

language-sq = shqip
language-sr = serbisht
language-en = anglisht
language-rom = romisht
language-tr = turqisht
language-bs = boshnjakisht

## Search, and reading without internet

search-label = Çfarë po kërkoni?
search-button = Kërko
search-found = { $count ->
    [0] Nuk u gjet asgjë. Provoni një fjalë tjetër.
    [one] U gjet { $count } faqe
   *[other] U gjetën { $count } faqe
}
search-failed = Kërkimi nuk u hap. Këtu është gjithçka nga A deri te Zh.
search-more = Shfaq më shumë
search-all = Gjithçka nga A deri te Zh
search-online = Faqe që janë vetëm këtu dhe asnjëherë në kopjet e ruajtura
offline-text = Ruajini këto faqe në telefon dhe lexojini kur nuk ka internet.

## Copies to keep

app-name = Udhëzues
size-kb = { $number } kB
size-mb = { $number } MB
offline-without = Disa faqe nuk janë në asnjë kopje, që askush të mos i gjejë në telefonin tuaj. Ato hapen vetëm me internet.
offline-keep-title = Ruajeni këtë sajt në telefon
offline-keep-text = Faqet shkarkohen një herë. Pastaj hapen pa internet, në të njëjtën adresë.
offline-size = { $pages ->
    [one] { $pages } faqe, rreth { $size }
   *[other] { $pages } faqe, rreth { $size }
}
offline-unable = Ky shfletues nuk mund ta ruajë sajtin. Shkarkoni skedarin më poshtë.
offline-none = Tani në këtë telefon nuk ka kopje.
offline-working = Po shkarkohet: { $done } nga { $all } skedarë. Lëreni këtë faqe hapur derisa të mbarojë.
offline-half = Kopja nuk është e plotë: { $done } nga { $all } skedarë. Ende nuk mund të lexohet.
offline-whole = Kopja është në këtë telefon dhe është e plotë: faqet e datës { $date }.
offline-newest = Nuk ka asgjë më të re.
offline-unknown = Nëse ka diçka më të re, shihet vetëm me internet.
offline-newer = Ka një version më të ri. Shkarkimi i tij kushton rreth { $size } kB.
offline-space = Telefoni nuk ka më vend. Asgjë që është shkarkuar nuk humbet: lironi vend dhe vazhdoni.
offline-lost = Lidhja u ndërpre. Asgjë që është shkarkuar nuk humbet: vazhdoni kur të keni internet.
offline-changed = Sajti sapo ka ndryshuar, ose diçka në rrugë i ndryshon faqet. Provoni përsëri më vonë.
offline-go = Ruaje
offline-on = Vazhdo
offline-update = Shkarko versionin më të ri
offline-remove = Hiqe kopjen
offline-home = Për ta pasur në ekranin kryesor: hapni menynë e shfletuesit dhe zgjidhni “Shto në ekranin kryesor”.
offline-care = Telefoni me pak vend mund ta fshijë vetë kopjen. Këtu shihni nëse është ende aty.
offline-zip-title = Të gjitha faqet në një skedar (zip)
offline-zip-text = Për një USB, një kompjuter ose një telefon tjetër. Faqet hapen pa internet.
offline-zip-how = Si hapet
offline-zip-1 = Shkarkoni skedarin dhe kopjojeni aty ku ju duhet.
offline-zip-2 = Shpaketojeni: prekeni ose klikoni mbi të dhe zgjidhni “Extract” (nxirr).
offline-zip-3 = Në dosjen e re, hapni skedarin index.html.
offline-book-title = Tekstet si libër (EPUB)
offline-book-text = Për një aplikacion leximi ose një lexues librash elektronikë.
download = Shkarko skedarin
download-name = Skedari
download-sum = Shuma (SHA-256)
download-check = A erdhi i plotë?
download-check-text = Nëse shuma e skedarit tuaj është kjo, ai është i plotë dhe askush nuk e ka ndryshuar.
absent-title = Nuk është në kopjen tuaj
absent-text = Tani nuk keni internet, dhe kjo faqe nuk është në kopjen në telefonin tuaj. Disa faqe nuk janë kurrë në të. Nga këtu mund të vazhdoni:

## Papers to print

print-code = Kod katror (QR) që hap { $address }
print-a4 = Shtypeni: A4 (PDF)
print-a5 = Shtypeni në format të vogël: A5 (PDF)
print-trainer = Shtypeni versionin për trajnuesin (PDF)
print-pack = Shtypeni gjithë trajnimin: të gjitha materialet, me përgjigjet (PDF)
print-sheet = Shtypeni kush ndihmon këtu, në një faqe (PDF)
print-cards = Shtypeni karta të vogla për shpërndarje (PDF)
print-all = Të gjitha letrat në këtë gjuhë, në një skedar (ZIP)

## The newsletter as an e-mail

mail-why = Adresa juaj është në listën e buletinit tonë.
mail-untracked = Ky email nuk na tregon nëse e keni lexuar.
mail-unsubscribe = Nuk e dua më këtë email
mail-stop = Nëse nuk e doni më, përgjigjuni këtij emaili dhe na tregoni.
mail-links = Lidhjet
mail-file = Ky numër si email

## Paper and e-mail

print-date = Gjendja më { $date }
print-newer = Shihni nëse ka version më të ri: { $address }
mail-in-browser = Lexojeni në shfletues
