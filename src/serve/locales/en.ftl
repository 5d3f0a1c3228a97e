# What the preview says to those who write the site.

here = { $count ->
    [one] One problem on this page
   *[other] { $count } problems on this page
}
elsewhere = { $count ->
    [one] One more problem elsewhere
   *[other] { $count } more problems elsewhere
}
elsewhere-title = On other pages
more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
count-error = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
count-warning = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
count-note = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
severity-error = Error
severity-warning = Warning
severity-note = Note
stale = Behind this is the last good version of the page. It is brought up to date when the mistakes are mended.
close = Close
open = Show the problems
nothing-title = There is no page to show yet
nothing-text = The site has mistakes that must be mended first. This page looks again by itself.

## What each rule means: what is wrong, and what to do.

diagnostic-invalid-utf8 = This file is not saved as UTF-8 text. Save it again and choose UTF-8 as the encoding.
diagnostic-nul-byte = This file is not a plain text. Save it again as plain text.
diagnostic-file-too-large = This text is far too long for one page. Split it, and move pictures into files of their own.
diagnostic-link-outside = A shortcut in the project leads outside of it. Copy the file into the project instead.
diagnostic-unreadable = This file or folder cannot be read. Check who may read it, or copy it here again.
diagnostic-unread-file = Nothing uses this file, and it is not published. Rename it, move it, or remove it.
diagnostic-bad-file-name = A file with this name cannot be published. Rename it with letters, figures and hyphens only.
diagnostic-no-config = The file “guidepost.yaml” is missing. Without it there is no site.
diagnostic-yaml-syntax = This part cannot be read because of how it is written. Look for a missing quotation mark, bracket or colon.
diagnostic-duplicate-key = The same key stands here twice. Keep one of the two.
diagnostic-yaml-too-large = This file is too large or nested too deep. Split it into several.
diagnostic-unknown-key = Nobody reads a key of this name. Correct its spelling or take it out.
diagnostic-missing-key = A key that must be there is missing. Add it.
diagnostic-wrong-type = This value is of the wrong kind. Write it as the hint shows.
diagnostic-bad-value = This value is not one of those allowed. Choose one of them.
diagnostic-bad-date = This is not a date. Write year, month and day: 2026-03-31.
diagnostic-no-front-matter = The text does not begin with its heading data. Begin the file with lines between “---” and “---”, with at least a title.
diagnostic-unclosed-front-matter = The heading data of this text never ends. Put a line “---” after it.
diagnostic-no-language = The name of the file does not say in which language it is. Put the language before “.md”.
diagnostic-unknown-language = No edition of the site reads this language. Correct the name of the file.
diagnostic-bad-language-tag = This is not the sign of a language. Write “sq”, “en”, “sr-Latn” and so on.
diagnostic-no-section = This text lies where no section is. Move it into the folder of a section.
diagnostic-duplicate-version = There are two files for one text in one language. Keep one.
diagnostic-bad-path = This cannot be part of an address. Use letters, figures and hyphens, without spaces.
diagnostic-date-order = Two dates stand in the wrong order. Correct one of them.
diagnostic-bad-original = The language named as the original has no text. Name another, or write that text.
diagnostic-too-deep = Lists or quotations are nested too deep here. Make it simpler.
diagnostic-raw-html = HTML in a text is left out. Write it in Markdown.
diagnostic-unsafe-link = This link is not a safe address. Check what stands between the round brackets.
diagnostic-unknown-alert = There is no box of this kind. Use one of the kinds that there are.
diagnostic-missing-alt = This picture has no words for people who do not see it. Describe it in the square brackets.
diagnostic-skipped-heading = A level of headings is left out. Use the next level.
diagnostic-heading-one = The title of the page stands in the heading data, and here is a second one. Use “##” for headings.
diagnostic-empty-heading = This heading has no words. Write some, or take it out.
diagnostic-missing-footnote = This footnote is not written anywhere. Add it at the end of the text.
diagnostic-unclosed-protection = A mark “-{"{"}” is not closed. Put “{"}"}-” after the words that must stay as they are.
diagnostic-unreadable-picture = This picture is damaged, or it is not what its name says. Copy it again, or save it again as JPEG or PNG.
diagnostic-unsupported-picture = Browsers do not show this kind of picture. Save it as JPEG or PNG.
diagnostic-huge-picture = This picture is too large. Make it smaller first: 2,000 pixels wide are enough.
diagnostic-unsafe-picture = This drawing holds more than a drawing: a program, or something from elsewhere. Save it as plain SVG or as PNG.
diagnostic-heavy-picture = This picture is heavy for a phone. Make it smaller.
diagnostic-consent-missing = People can be recognised in this picture, and nothing says that they agreed, so it is not shown. Ask them, and write down who agreed and when.
diagnostic-people-unknown = Nothing says whether people can be recognised in this photo. Write “people: yes” or “people: no” in the file beside it.
diagnostic-broken-link = This link leads nowhere. Correct the address, or remove the link.
diagnostic-broken-anchor = The page that this link leads to has no such place. Correct what stands after “#”.
diagnostic-unknown-id = Nothing has this id. Correct its spelling.
diagnostic-duplicate-id = Two things have the same id. Give one of them another.
diagnostic-unknown-topic = There is no such topic. Choose one from “topics.yaml”, or add it there.
diagnostic-duplicate-path = Two things would have the same address. Give one of them another.
diagnostic-empty-slug = No address can be made from this title. Add a “slug:”.
diagnostic-not-publishable = This uses something that must not be published. Take it out here, or ask who may release it.
diagnostic-bad-phone = Nobody can call this number. Check its digits.
diagnostic-office-without-municipality = It is not said in which municipality this office is. Add it.
diagnostic-municipality-without-report = No office is named that takes reports from this municipality. Add one.
diagnostic-channel-without-contact = Nobody can use this way to report: it has no contact and no explanation. Add one.
diagnostic-finder-gap = One answer in “find a way to report” leads to no place that helps. Check the ways to report.
diagnostic-unverified-time-limits = Nobody has verified these time limits, so readers do not see them. A lawyer must check them.
diagnostic-unchecked-contacts = Nobody has checked these contacts yet, and readers are told so. Call them and enter the date.
diagnostic-stale-contacts = These contacts were checked a long time ago. Check them again and enter the date.
diagnostic-duplicate-name = Two contacts have the same name. Make clear which is which.
diagnostic-uncited-laws = No text cites these laws. That is no mistake.
diagnostic-law-not-in-force = A text cites a law that no longer holds. Cite the one that replaced it.
diagnostic-undescribed-article = The law’s record does not describe this article. Check its number, or describe it.
diagnostic-missing-translation = This text is not written in every language. Translate it when you can.
diagnostic-missing-name = Something has no name in one of the languages. Add it.
diagnostic-bad-chain = A language in the chain of an edition can never be used. Correct it in “guidepost.yaml”.
diagnostic-missing-string = Words of the menus and buttons are missing in one edition. Add them in “locales”.
diagnostic-untranslated-string = Some words of the menus and buttons are not translated. Readers see another language there.
diagnostic-unknown-string = A template asks for words that no language has. Correct the key, or add the words.
diagnostic-fluent-syntax = A line in this file of words is written wrongly. Correct it as the hint shows.
diagnostic-fluent-value = These words cannot be put together. Check the names in braces.
diagnostic-unknown-theme = The theme named here does not exist. Correct its name.
diagnostic-template-syntax = A template of the theme is written wrongly. Whoever looks after the theme must mend it.
diagnostic-template-render = A template of the theme failed while the page was made. Whoever looks after the theme must mend it.
diagnostic-bad-base-url = The address of the site is not complete. Write it in full, with “https://”.
diagnostic-bad-audio = This recording is missing, or no phone can play it. Save it as MP3.
diagnostic-single-file-too-large = The single file of this text is too large to be sent. Use fewer or smaller pictures.
diagnostic-mail-too-large = This issue is so long that mail programs show only its beginning. Divide it, or shorten it.
diagnostic-sensitive-in-mail = Something here must leave no trace, so it is on the page but not in the mail.
diagnostic-bad-list = This is no list of addresses. Its first line must name the columns, one of them `email`.
diagnostic-bad-recipient = This line of the list cannot be used. Correct it, or take it out.
diagnostic-repeated-recipient = This address is in the list twice. It gets one letter.
diagnostic-missing-glyph = The printed version has no letter of this kind. Write it in another way.
diagnostic-print-template = The template for paper failed. Whoever looks after the theme must mend it.
