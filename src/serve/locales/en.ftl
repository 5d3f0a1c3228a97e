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
stale = Below is the last good version of this page. It is brought up to date when the mistakes are mended.
close = Close
open = Show the problems
lost = The preview has ended. Start it again with “guidepost serve”.
nothing-title = There is no page to show yet
nothing-text = The site has mistakes that must be mended first. This page looks again by itself.
