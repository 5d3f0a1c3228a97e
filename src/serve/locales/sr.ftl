# Шта преглед каже онима који пишу сајт.

here = { $count ->
    [one] { $count } проблем на овој страници
    [few] { $count } проблема на овој страници
   *[other] { $count } проблема на овој страници
}
elsewhere = { $count ->
    [one] Још { $count } проблем на другом месту
    [few] Још { $count } проблема на другом месту
   *[other] Још { $count } проблема на другом месту
}
elsewhere-title = На другим страницама
more = { $count ->
    [one] и још { $count }
   *[other] и још { $count }
}
count-error = { $count ->
    [one] { $count } грешка
    [few] { $count } грешке
   *[other] { $count } грешака
}
count-warning = { $count ->
    [one] { $count } упозорење
    [few] { $count } упозорења
   *[other] { $count } упозорења
}
count-note = { $count ->
    [one] { $count } напомена
    [few] { $count } напомене
   *[other] { $count } напомена
}
severity-error = Грешка
severity-warning = Упозорење
severity-note = Напомена
stale = Испод је последња исправна верзија ове странице. Она се обнавља када се грешке исправе.
close = Затвори
open = Прикажи проблеме
lost = Преглед је завршен. Покрените га поново: -{guidepost serve}-.
nothing-title = Још нема странице за приказ
nothing-text = Сајт има грешке које прво треба исправити. Ова страница сама покушава поново.
