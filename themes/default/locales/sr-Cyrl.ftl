# Serbian in Cyrillic (ekavian): the interface strings of the default theme and of the generator itself.
# The Latin script is derived from this file. The keys and their order are those of en.ftl, which also explains the
# arguments. A date ends in a full stop of its own ("15. јануар 2022."), so none follows it.

## Typography and dates

quotes = „ ” ’ ’

## Folders in addresses: ASCII, the same in both scripts

path-contacts = kontakti
path-municipalities = opstine
path-channels = nacini
path-report = prijavi
path-trainer = trener
path-laws = zakoni
path-glossary = recnik
path-topics = teme
path-search = pretraga
path-offline = bez-interneta

## Titles of pages

window-title = { $title } – { $site }
page-n = Страна { $page } од { $pages }
home = Почетна
contacts-title = Ко може да помогне
municipalities-title = Општине
channels-title = Начини пријављивања
report-title = Где то можете пријавити?
laws-title = Закони
glossary-title = Речи које објашњавамо
topics-title = Теме
search-title = Претрага
offline-title = Читање без интернета
not-found-title = Ове странице нема
not-found-text = Можда је премештена, или у адреси има грешка. Одавде можете даље:
moved = Ова страница је премештена
moved-go = Идите на страницу
chooser-prompt = Изаберите језик

## Lines under titles

find-municipality-text = Ко може да вам помогне тамо где живите.
channels-text = Шта које место може да учини за вас, шта да понесете и шта се дешава после.
laws-text = Закони који вас штите и где наши текстови говоре о њима.
glossary-text = Тешке речи једноставно објашњене.
list-empty = Овде још нема ничега.

## The frame of every page

skip-to-content = Пређите на текст
menu = Мени
language = Језик
languages = Језици
borrowed-mark = текст још није преведен
missing-mark = тамо је још нема, отвара почетну
breadcrumbs = Где се налазите
leave-page = Напустите ову страницу
leave-note = Ако вам неко гледа у телефон: „Напустите ову страницу” одмах отвара други сајт. Не брише ништа. Ова страница и странице које сте отворили пре ње могу да остану у историји телефона и иза дугмета „Назад”. Затворите картицу и обришите их у историји. Позив остаје на списку позива у телефону и може да стоји на телефонском рачуну.
emergency-title = У опасности сте? Позовите одмах
danger = У опасности?
about-title = О овом сајту
feed = Вести (Atom)
free = бесплатно

## Leaving a page fast

leave-esc = Или притисните три пута тастер Esc.
leave-more = { $count ->
    [one] Притисните Esc још једном да напустите страницу.
   *[other] Притисните Esc још { $count } пута да напустите страницу.
}

## Sharing and keeping a page

share = Пошаљите или сачувајте
share-sms = Порука (SMS)
share-file = Сачувајте као једну датотеку
share-file-text = Да је пошаљете у ћаскању и отворите без интернета
share-address = Адреса ове странице:
share-copy = Копирајте адресу
share-copied = Копирано.
share-send = Други начини
share-print = Одштампајте

## The home page

do-first = Прво урадите ово
unsure = Не знате шта да урадите?
unsure-text = Позовите и питајте. Не морате да познајете закон.
find-municipality = Нађите своју општину
see-all = Погледајте цео списак ({ $count })

## Lists and texts

on-this-page = На овој страници
contents = Садржај
text-in = Језик текста:
published = Објављено:
updated = Последња измена:
previous = Претходно
next = Следеће
read-on = Читајте даље
related-contacts = Ко може да помогне
related-channels = Где то можете пријавити
related-laws = Закони на којима се ово заснива
handouts-title = Материјали
facts-title = О овом броју
list-count = { $count ->
    [one] { $count } текст
    [few] { $count } текста
   *[other] { $count } текстова
}

## Listening to a text, and words explained in it

listen = Слушајте
listen-length = { $minutes ->
    [0] { $seconds } с
   *[other] { $minutes } мин { $seconds } с
}
listen-download = Сачувајте снимак
close = Затворите

## The page about privacy: what the site really does

privacy-facts = Шта овај сајт ради у вашем прегледачу
privacy-no-cookies = Не поставља колачиће.
privacy-stores-nothing = Не чува ништа у вашем телефону или рачунару.
privacy-stores = Чува странице у вашем телефону или рачунару само када то затражите, и тамо их можете обрисати.
privacy-own-files = Не дозвољава прегледачу да ишта учита са других сајтова.
privacy-leave = „Напустите ову страницу” отвара овај сајт:
privacy-scripts = Ови мали програми (скрипте) могу да раде. Скрипте можете да искључите; све се може читати и без њих.
script-leave = На страницама о насиљу: напушта страницу када се три пута притисне Esc и склања је из историје картице.
script-share = Копира адресу странице или је штампа када додирнете дугме.
script-terms = Показује шта значи тешка реч када је додирнете.
script-municipalities = Скраћује списак општина док куцате.
script-search = Тражи ваше речи у вашем телефону или рачунару; оне се никуда не шаљу.
script-offline = Чува ове странице у вашем телефону ако то затражите и брише их када то кажете.
script-sw = Приказује сачуване странице када нема интернета.

## Facts of an issue or a handout

volume = Том
number = Број
period = Период
project = Пројекат
funder = Финансирао
audience = Коме је намењено
duration = Потребно време
duration-minutes = { $minutes ->
    [one] { $minutes } минут
    [few] { $minutes } минута
   *[other] { $minutes } минута
}

trainer-title = { $title }: за тренера
trainer-version = Верзија за тренера, са одговорима

## Boxes in a text

alert-note = Добро је знати
alert-tip = Савет
alert-important = Важно
alert-warning = Пазите
alert-caution = Опасност
alert-deadline = Рок
alert-trainer = За тренера
alert-exercise = Вежба
alert-answer = Одговор
table = Табела { $number }
footnotes = Напомене
footnote-back = Назад на текст

## Pictures in a text

photo-credit = Фото:
picture-not-shown = Слика се овде не приказује:

## Lines about the state of a page

notice-borrowed = Још није преведено. Ову страницу читате на другом језику ({ $language }).
notice-outdated = Изворни текст је промењен после овог превода.
notice-original = Прочитајте изворни текст
notice-review = Овај текст још није проверио ни правник ни изворни говорник.
notice-expired = Овај текст је важио до: { $date }
notice-law = Овај текст говори о закону који више није на снази ({ $law }).
notice-repealed = Овај закон више није на снази.
notice-ask = Ако нисте сигурни, позовите и питајте.
row-expired = Важи до: { $date }

## Contacts

call = Позовите { $number }
write = Пишите
address = Адреса
website = Сајт
hours = Радно време
languages-spoken = Језици
accessibility = Приступ згради
municipality = Општина
checked-on = CRP/K је проверио: { $date }
not-checked = CRP/K ово још није проверио.
stale = То је било давно.
call-first = Позовите пре него што кренете.
correction = Да ли је овде нешто погрешно? Јавите нам
save-contact = Сачувајте у телефону
save-all-contacts = Сачувајте све у телефону
contacts-csv = Све као табела (CSV)
contacts-json = Све као подаци за програме (JSON)

contact-kind-emergency = Бројеви за хитне случајеве
contact-kind-helpline = Телефонске линије за помоћ
contact-kind-ombudsperson = Омбудсман
contact-kind-human-rights-unit = Општинске јединице за људска права
contact-kind-court = Судови
contact-kind-legal-aid = Бесплатна правна помоћ
contact-kind-police = Полиција
contact-kind-institution = Институције
contact-kind-organisation = Организације
contact-kind-municipality = Општинске канцеларије

## Municipalities

region = Регион
other-names = Други називи
municipality-filter = Упишите име своје општине
municipality-found = Пронађено: { $count }
municipality-none = Нема општине са тим именом. Покушајте другим словима или погледајте списак.
municipality-unit = Јединица за људска права
municipality-no-unit = Нисмо нашли јавни телефон ни адресу ове јединице. Питајте у згради општине за јединицу за људска права или позовите неку од канцеларија испод.
municipality-ombudsperson = Канцеларија Омбудсмана
municipality-here = Друге канцеларије овде
municipality-everybody = За све на Косову

## Ways to report

how = Како се то ради
bring = Шта да понесете
steps = Корак по корак
cost = Колико кошта
cannot = Шта не може
time-limit = Рок
ask-time-limit = Можда постоји рок. Овде не наводимо број, јер га још нико није потврдио. Питајте канцеларију колико времена имате и идите што пре.
your-name = Ваше име
anonymous = Не морате да кажете своје име.
channel-contacts = Где да одете или кога да позовете

## Find a way to report

report-text = Два питања, и видите коме можете да се обратите. Ништа се не чува и не шаље.
report-what = Шта се десило?
report-who = Ко је то урадио?
report-where = Коме можете да се обратите
report-answer = { $who }: коме можете да се обратите
report-all = Све на једној страници, за штампање
report-where-text = Можете да се обратите једном од ових места или на више њих. Прво је оно које треба прво пробати.
report-details = Како се то ради и шта да понесете
report-all-text = О чему је реч, ко је то учинио и где можете да се обратите.

happened-work = На послу или у потрази за послом
happened-school = У школи или на факултету
happened-health = Код лекара или у болници
happened-housing = Када ми је требао стан
happened-police = Са полицијом
happened-public-service = У јавној служби
happened-language = Нису прихватили мој језик
happened-media = На телевизији, радију или у новинама
happened-online = На интернету
happened-violence = Претње, насиље или мржња

by-employer = Послодавац
by-public-body = Јавна служба или установа
by-private-body = Предузеће, продавница или неко други приватан
by-police-officer = Полицајац
by-person = Неко лице
by-media = Новине, радио или ТВ станица, сајт

## Laws

article = члан { $number }
articles-title = Чланови о којима говоре наши текстови
cited-by = Текстови који говоре о овом закону
gazette = Службени лист
law-date = Усвојен
status = Стање
short-name = Кратак назив
law-status-in-force = на снази
law-status-amended = на снази, измењен
law-status-repealed = више није на снази
law-status-unknown = питајте да ли је на снази

## Names of languages

language-sq = албански
language-sr = српски
language-en = енглески
language-rom = ромски
language-tr = турски
language-bs = босански

## Search, and reading without internet

search-label = Шта тражите?
search-button = Тражи
search-found = { $count ->
    [0] Ништа није нађено. Пробајте другу реч.
    [one] Нађена је { $count } страница
    [few] Нађене су { $count } странице
   *[other] Нађено је { $count } страница
}
search-failed = Претрага није могла да се отвори. Овде је све по абецедном реду.
search-more = Прикажи још
search-all = Све по абецедном реду
search-online = Странице које су само овде и никада у сачуваним копијама
offline-text = Сачувајте ове странице у телефону и читајте их када нема интернета.

## Copies to keep

app-name = Водич
size-kb = { $number } kB
size-mb = { $number } MB
offline-without = Неке странице нису ни у једној копији, да их нико не би нашао у вашем телефону. Оне се отварају само са интернетом.
offline-keep-title = Сачувајте овај сајт у телефону
offline-keep-text = Странице се преузму једном. После се отварају без интернета, на истој адреси.
offline-size = { $pages ->
    [one] { $pages } страница, око { $size }
    [few] { $pages } странице, око { $size }
   *[other] { $pages } страница, око { $size }
}
offline-unable = Овај прегледач не може да сачува сајт. Преузмите датотеку испод.
offline-none = У овом телефону сада нема копије.
offline-working = Преузима се: { $done } од { $all } датотека. Оставите ову страницу отворену док се не заврши.
offline-half = Копија није потпуна: { $done } од { $all } датотека. Још не може да се чита.
offline-whole = Копија је у овом телефону и потпуна је. Датум страница: { $date }
offline-newest = Нема ничег новијег.
offline-unknown = Да ли има нешто новије, види се само са интернетом.
offline-newer = Постоји новија верзија. Преузимање је око { $size } kB.
offline-space = У телефону више нема места. Ништа што је преузето није изгубљено: ослободите место и наставите.
offline-lost = Веза је прекинута. Ништа што је преузето није изгубљено: наставите када имате интернет.
offline-changed = Сајт се управо променио, или нешто на путу мења његове странице. Покушајте поново касније.
offline-go = Сачувај
offline-on = Настави
offline-update = Преузми новију верзију
offline-remove = Уклони копију
offline-home = Да буде на почетном екрану: отворите мени прегледача и изаберите „Додај на почетни екран“.
offline-care = Телефон са мало места може сам да обрише копију. Овде видите да ли је још ту.
offline-zip-title = Све странице у једној датотеци (zip)
offline-zip-text = За USB, рачунар или други телефон. Странице се отварају без интернета.
offline-zip-how = Како се отвара
offline-zip-1 = Преузмите датотеку и копирајте је тамо где вам треба.
offline-zip-2 = Распакујте је: додирните је или кликните на њу и изаберите „Extract“ (издвој).
offline-zip-3 = У новој фасцикли отворите датотеку index.html.
offline-book-title = Текстови као књига (EPUB)
offline-book-text = За апликацију за читање или читач књига.
download = Преузми датотеку
download-name = Датотека
download-sum = Збир (SHA-256)
download-check = Да ли је стигла цела?
download-check-text = Ако је збир ваше датотеке овај, она је цела и нико је није променио.
absent-title = Није у вашој копији
absent-text = Сада немате интернет, а ове странице нема у копији у вашем телефону. Неке странице никада нису у њој. Одавде можете даље:

## Papers to print

print-code = Квадратни код (QR) који отвара { $address }
print-a4 = Одштампајте: A4 (PDF)
print-a5 = Одштампајте у малом формату: A5 (PDF)
print-trainer = Одштампајте верзију за тренера (PDF)
print-pack = Одштампајте целу обуку: све материјале, са одговорима (PDF)
print-sheet = Одштампајте ко овде помаже, на једној страни (PDF)
print-cards = Одштампајте мале картице за дељење (PDF)
print-all = Сви папири на овом језику у једној датотеци (ZIP)

## The newsletter as an e-mail

mail-why = Ваша адреса је на списку нашег билтена.
mail-untracked = Овај имејл нам не јавља да ли сте га прочитали.
mail-unsubscribe = Не желим више овај имејл
mail-stop = Ако га више не желите, одговорите на овај имејл и реците нам.
mail-links = Везе
mail-file = Овај број као имејл

## Paper and e-mail

print-date = Стање: { $date }
print-newer = Погледајте има ли новије верзије: { $address }
mail-in-browser = Прочитајте у прегледачу
