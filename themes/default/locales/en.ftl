# English: the interface strings of the default theme and of the generator itself.
#
# This file is the reference: the other languages hold the same keys in the same order, and each string that takes
# arguments says so here. A site changes a string by repeating its key in its own locales/en.ftl.
# Plain words, short sentences, "you". British spelling. No full stop after a label.

## Typography and dates (used by the generator)

# Four marks with spaces between them: outer opening, outer closing, inner opening, inner closing.
quotes = “ ” ‘ ’

## Folders of the fixed lists in addresses: lower-case letters a to z, digits and hyphens

path-contacts = contacts
path-municipalities = municipalities
path-channels = channels
path-report = report
path-trainer = trainer
path-laws = laws
path-glossary = glossary
path-topics = topics
path-search = search
path-offline = offline

## Titles of pages

# $title: the title of the page. $site: the name of the site.
window-title = { $title } – { $site }
# $page, $pages: numbers.
page-n = Page { $page } of { $pages }
home = Home
contacts-title = Who can help
municipalities-title = Municipalities
channels-title = Ways to report
report-title = Where can you report it?
laws-title = Laws
glossary-title = Words explained
topics-title = Topics
search-title = Search
offline-title = Read without internet
not-found-title = This page is not here
not-found-text = Perhaps it has moved, or the address has a mistake in it. From here you can go on:
moved = This page has moved
moved-go = Go to the page
chooser-prompt = Choose your language

## Lines under titles

find-municipality-text = Who can help you where you live.
channels-text = What each place can do for you, what to bring and what happens next.
laws-text = The laws that protect you, and where our texts speak of them.
glossary-text = Difficult words in plain words.
list-empty = There is nothing here yet.

## The frame of every page

skip-to-content = Skip to the text
menu = Menu
language = Language
languages = Languages
# After the name of a language: its page exists, but its text is lent from another language.
borrowed-mark = text not translated yet
# After the name of a language: it has no such page, so the link leads to its home page.
missing-mark = not there yet, opens the home page
breadcrumbs = Where you are
leave-page = Leave this page
leave-note = If someone looks at your phone: “Leave this page” opens another site at once. It does not delete anything. This page, and pages that you opened before it, can stay in the phone’s history and behind the Back button. Close the tab, and delete them in the history. A call stays in the phone’s list of calls, and can stand on the phone bill.
emergency-title = In danger? Call now
danger = In danger?
about-title = About this site
feed = News feed (Atom)
free = free

## Leaving a page fast. These two are shown only where a script runs, because only then are they true.

leave-esc = Or press the Esc key three times.
# $count: how many times Esc must still be pressed, 1 or 2.
leave-more = { $count ->
    [one] Press Esc once more to leave.
   *[other] Press Esc { $count } more times to leave.
}

## Sharing and keeping a page

share = Share or keep
share-sms = Text message (SMS)
# Followed by the size of the file.
share-file = Save as one file
share-file-text = To send in a chat, and to open without internet
share-address = Address of this page:
share-copy = Copy the address
share-copied = Copied.
share-send = Other ways
share-print = Print

## The home page

do-first = Do this first
# At the end of pages that lead to no office of their own.
unsure = Not sure what to do?
unsure-text = Call and ask. You do not need to know the law.
find-municipality = Find your municipality
# $count: how many texts the whole list has.
see-all = See the full list ({ $count })

## Lists and texts

on-this-page = On this page
contents = Contents
# Before the name of a language: the text of a list entry is in that language.
text-in = Text in:
published = Published:
updated = Last changed:
previous = Previous
next = Next
read-on = Read on
related-contacts = Who can help
related-channels = Where you can report it
related-laws = Laws this rests on
handouts-title = Handouts
facts-title = About this issue
# $count: a number.
list-count = { $count ->
    [one] { $count } text
   *[other] { $count } texts
}

## Listening to a text, and words explained in it

listen = Listen
# $minutes, $seconds: numbers.
listen-length = { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
listen-download = Save the recording
close = Close

## The page about privacy: what the site really does

privacy-facts = What this site does in your browser
privacy-no-cookies = It sets no cookies.
privacy-stores-nothing = It stores nothing on your phone or computer.
privacy-stores = It stores pages on your phone or computer only when you ask for it, and you can remove them there.
privacy-own-files = It lets the browser load nothing from other sites.
# Followed by the name of a site.
privacy-leave = “Leave this page” opens this site:
# Followed by a list of what they do.
privacy-scripts = These small programs (scripts) can run. You can switch scripts off; everything can still be read.
script-leave = On pages about violence: leaves the page when Esc is pressed three times, and takes it out of the tab’s history.
script-share = Copies the address of a page, or prints it, when you tap the button.
script-terms = Shows what a difficult word means when you tap it.
script-municipalities = Shortens the list of municipalities while you type.
script-search = Looks for your words, on your own phone or computer; they are sent nowhere.
script-offline = Keeps these pages on your phone if you ask for it, and removes them when you say so.
script-sw = Shows the kept pages when there is no internet.

## Facts of an issue or a handout

volume = Volume
number = Number
period = Period
project = Project
funder = Paid for by
audience = For whom
duration = Time needed
# $minutes: a number.
duration-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

# $title: the title of the handout.
trainer-title = { $title }: for the trainer
trainer-version = Version for the trainer, with the answers

## Boxes in a text

alert-note = Good to know
alert-tip = Tip
alert-important = Important
alert-warning = Take care
alert-caution = Danger
alert-deadline = Time limit
alert-trainer = For the trainer
alert-exercise = Exercise
alert-answer = Answer
# The name of a table for screen readers. $number: which table of the page it is.
table = Table { $number }
footnotes = Notes
footnote-back = Back to the text

## Pictures in a text

photo-credit = Photo:
picture-not-shown = Picture not shown here:

## Lines about the state of a page

# $language: what the language of the text calls itself.
notice-borrowed = Not translated yet. You are reading this page in another language ({ $language }).
notice-outdated = The original has changed since this was translated.
notice-original = Read the original
notice-review = Not yet checked by a lawyer or a native reader.
# $date: a day, as the language writes it.
notice-expired = This text was valid until { $date }.
# $law: the number of the law, or its name where it has none.
notice-law = This text speaks of a law that is no longer in force ({ $law }).
notice-repealed = This law is no longer in force.
# Behind the last of these lines, where it is not `notice-borrowed`.
notice-ask = If you are not sure, call and ask.
# In a list of texts. $date: a day, as the language writes it.
row-expired = Valid until { $date }

## Contacts

# $number: a telephone number as it is read.
call = Call { $number }
write = Write
address = Address
website = Website
hours = Open
languages-spoken = Languages
accessibility = Access to the building
municipality = Municipality
# $date: a day, as the language writes it.
checked-on = Checked by CRP/K: { $date }
not-checked = Not yet checked by CRP/K.
# Follows `checked-on`.
stale = That was long ago.
# Follows `not-checked` or `stale` where the contact has a number and an address.
call-first = Call before you go.
correction = Is something wrong here? Tell us
save-contact = Save in your phone
save-all-contacts = Save all of them in your phone
contacts-csv = All as a table (CSV)
contacts-json = All as data for programs (JSON)

# The kinds of contacts, as headings of lists.
contact-kind-emergency = Emergency numbers
contact-kind-helpline = Helplines
contact-kind-ombudsperson = Ombudsperson
contact-kind-human-rights-unit = Human rights units of the municipalities
contact-kind-court = Courts
contact-kind-legal-aid = Free legal aid
contact-kind-police = Police
contact-kind-institution = Institutions
contact-kind-organisation = Organisations
contact-kind-municipality = Municipal offices

## Municipalities

region = Region
other-names = Other names
municipality-filter = Write the name of your municipality
# $count: a number, put in by a script.
municipality-found = Found: { $count }
municipality-none = No municipality with this name. Try other letters, or look in the list.
municipality-unit = Human rights unit
municipality-no-unit = We have not found a public phone number or address of this unit. Ask in the municipality building for the human rights unit, or call one of the offices below.
municipality-ombudsperson = Ombudsperson’s office
municipality-here = Other offices here
municipality-everybody = For everybody in Kosovo

## Ways to report

how = How to do it
bring = What to bring
steps = Step by step
cost = Cost
cannot = What it cannot do
time-limit = Time limit
ask-time-limit = There may be a time limit. We give no number here, because nobody has confirmed one yet. Ask the office how long you have, and go soon.
your-name = Your name
anonymous = You do not have to give your name.
channel-contacts = Where to go or call

## Find a way to report

report-text = Two questions, and you see where you can go. Nothing is stored or sent.
report-what = What happened?
report-who = Who did it?
report-where = Where you can go
# $who: who did it. The title of the last step.
report-answer = { $who }: where you can go
report-all = Everything on one page, to print
report-where-text = You can go to one of these places, or to several. The first is the one to try first.
report-details = How to do it, what to bring
report-all-text = What it is about, who did it, and where you can go.

# What happened: each is a choice, and the title of the page behind it.
happened-work = At work, or looking for work
happened-school = At school or university
happened-health = At a doctor’s or in hospital
happened-housing = When I needed a home
happened-police = With the police
happened-public-service = In a public office
happened-language = My language was not accepted
happened-media = On television, radio or in a newspaper
happened-online = On the internet
happened-violence = Threats, violence or hate

# Who did it: each is a choice, and the title of the page behind it.
by-employer = An employer
by-public-body = A public office or institution
by-private-body = A company, a shop or another private body
by-police-officer = A police officer
by-person = A person
by-media = A newspaper, a station or a website

## Laws

# $number: the number of the article.
article = Article { $number }
articles-title = Articles our texts speak of
cited-by = Texts that speak of this law
gazette = Official Gazette
law-date = Adopted
status = Status
short-name = Short name
law-status-in-force = in force
law-status-amended = in force, amended
law-status-repealed = no longer in force
law-status-unknown = ask whether it is in force

## Names of languages

language-sq = Albanian
language-sr = Serbian
language-en = English
language-rom = Romani
language-tr = Turkish
language-bs = Bosnian

## Search, and reading without internet

search-label = What are you looking for?
search-button = Search
# $count: a number.
search-found = { $count ->
    [0] Nothing found. Try another word.
    [one] { $count } page found
   *[other] { $count } pages found
}
search-failed = The search could not be loaded. Here is everything from A to Z.
search-more = Show more
search-all = Everything from A to Z
search-online = Pages that are only here and never in a kept copy
offline-text = Keep these pages on your phone and read them when there is no internet.

## Copies to keep

# The name of the app that a kept copy becomes on a phone: it must not tell what is in it.
app-name = Guide
# $number: a number, as the language writes it.
size-kb = { $number } kB
size-mb = { $number } MB
offline-without = Some pages are in no copy, so that nobody finds them on your phone. They open only with internet.
offline-keep-title = Keep this site on my phone
offline-keep-text = The pages are loaded once. After that they open without internet, at the same address.
# $pages: how many pages. $size: about how much is loaded.
offline-size = { $pages ->
    [one] { $pages } page, about { $size }
   *[other] { $pages } pages, about { $size }
}
offline-unable = This browser cannot keep the site. Load the file below instead.
offline-none = No copy is on this phone now.
# $done, $all: numbers of files.
offline-working = Loading: { $done } of { $all } files. Leave this page open until it is done.
offline-half = The copy is not complete: { $done } of { $all } files. It cannot be read yet.
# $date: a day.
offline-whole = The copy is on this phone and complete: the pages of { $date }.
offline-newest = There is nothing newer.
offline-unknown = Whether there is something newer can be seen only with internet.
# $size: a number of kilobytes.
offline-newer = A newer version is there. To load it costs about { $size } kB.
offline-space = The phone has no room left. Nothing that was loaded is lost: make room and go on.
offline-lost = The connection broke. Nothing that was loaded is lost: go on when you have internet.
offline-changed = The site has just changed, or something on the way changes its pages. Try again later.
offline-go = Keep it
offline-on = Go on
offline-update = Load the newer version
offline-remove = Remove the copy
offline-home = To have it on the home screen: open the menu of the browser and choose “Add to home screen”.
offline-care = A phone with little room may delete the copy by itself. Here you see whether it is still there.
offline-zip-title = All pages in one file (zip)
offline-zip-text = For a memory stick, a computer or another phone. The pages open without internet.
offline-zip-how = How to open it
offline-zip-1 = Load the file and copy it to where you need it.
offline-zip-2 = Unpack it: tap or click on it and choose “Extract”.
offline-zip-3 = In the new folder, open the file index.html.
offline-book-title = The texts as a book (EPUB)
offline-book-text = For a reading app or an e-reader.
download = Load the file
download-name = File
download-sum = Sum (SHA-256)
download-check = Did it arrive whole?
download-check-text = If the sum of your file is this one, it is whole and nobody has changed it.
absent-title = Not in your copy
absent-text = You have no internet now, and this page is not in the copy on your phone. Some pages are never in it. From here you can go on:

## Papers to print

# Words for those who do not see the square code. $address: the address it opens.
print-code = Square code that opens { $address }
print-a4 = Print it: A4 (PDF)
print-a5 = Print it small: A5 (PDF)
print-trainer = Print the version for the trainer (PDF)
print-pack = Print the whole training: all handouts, with the answers (PDF)
print-sheet = Print who helps here, on one page (PDF)
print-cards = Print small cards to hand out (PDF)
print-all = All papers of this language in one file (ZIP)

## The newsletter as an e-mail

mail-why = Your address is on the list of our newsletter.
mail-untracked = This mail does not tell us whether you read it.
# A link that takes the reader off the list.
mail-unsubscribe = I do not want this mail any more
# Where there is no such link.
mail-stop = If you do not want it any more, answer this mail and tell us.
# Heading of the list of addresses at the end of the plain text.
mail-links = Links
# A link on the page of an issue; it opens in a mail program.
mail-file = This issue as an e-mail

## Paper and e-mail

# $date: a day. $address: the address of the page.
print-date = As of { $date }
print-newer = Look for a newer version: { $address }
mail-in-browser = Read this in your browser
