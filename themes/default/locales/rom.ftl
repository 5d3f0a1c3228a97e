# Romani, in the spelling of the Romani media of Kosovo (q, y, sh): only words found in their texts.
# No native reader has checked this file. A key that is not here is deliberately left out: the edition then takes it
# from the next language of its chain and marks it as that language. Please add a word only when a native reader
# from Kosovo gives it. The keys are those of en.ftl.

## Typography and dates. No list of month names is in use here, so dates are numbers.

quotes = “ ” ‘ ’
date-long = { $day }.{ $month }.{ $year }

## Titles of pages

window-title = { $title } – { $site }

## The frame of every page

language = Qhib
feed = Nevipe (Atom)

## Contacts

related-contacts = Phikoipe
contacts-title = Phikoipe
municipality = Komuna
contact-kind-institution = Institucie
contact-kind-organisation = Biraipkane organizacie

## Names of languages

language-rom = romani
