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
stale = Prapa kësaj është versioni i fundit i mirë i faqes. Ajo përditësohet kur të ndreqen gabimet.
close = Mbylle
open = Trego problemet
nothing-title = Ende nuk ka faqe për të treguar
nothing-text = Faqja ka gabime që duhen ndrequr më parë. Kjo faqe provon përsëri vetë.

## Çfarë do të thotë secili rregull: çfarë nuk shkon dhe çfarë duhet bërë.

diagnostic-invalid-utf8 = Ky skedar nuk është ruajtur si tekst UTF-8. Ruaje përsëri dhe zgjidh UTF-8 si kodim.
diagnostic-nul-byte = Ky skedar nuk është tekst i thjeshtë. Ruaje përsëri si tekst të thjeshtë.
diagnostic-file-too-large = Ky tekst është tepër i gjatë për një faqe. Ndaje dhe vendosi fotografitë në skedarë të veçantë.
diagnostic-link-outside = Një lidhje në projekt të çon jashtë tij. Kopjoje skedarin brenda projektit.
diagnostic-unreadable = Ky skedar ose kjo dosje nuk mund të lexohet. Shiko kush ka të drejtë ta lexojë, ose kopjoje përsëri.
diagnostic-unread-file = Këtë skedar nuk e përdor asgjë dhe ai nuk publikohet. Riemërtoje, zhvendose ose fshije.
diagnostic-bad-file-name = Një skedar me këtë emër nuk mund të publikohet. Riemërtoje vetëm me shkronja, shifra dhe vizë lidhëse.
diagnostic-no-config = Mungon skedari “guidepost.yaml”. Pa të nuk ka faqe.
diagnostic-yaml-syntax = Kjo pjesë nuk mund të lexohet për shkak të mënyrës si është shkruar. Kërko një thonjëz, kllapë ose dy pika që mungojnë.
diagnostic-duplicate-key = I njëjti çelës është shkruar dy herë. Mbaje vetëm njërin.
diagnostic-yaml-too-large = Ky skedar është tepër i madh ose ka shumë nivele. Ndaje në disa skedarë.
diagnostic-unknown-key = Askush nuk lexon çelës me këtë emër. Ndreqe drejtshkrimin ose hiqe.
diagnostic-missing-key = Mungon një çelës që duhet të jetë. Shtoje.
diagnostic-wrong-type = Kjo vlerë është e llojit të gabuar. Shkruaje siç tregon këshilla.
diagnostic-bad-value = Kjo vlerë nuk është ndër ato të lejuara. Zgjidh njërën prej tyre.
diagnostic-bad-date = Kjo nuk është datë. Shkruaj vitin, muajin dhe ditën: 2026-03-31.
diagnostic-no-front-matter = Teksti nuk fillon me të dhënat e veta. Filloje skedarin me rreshta ndërmjet “---” dhe “---”, të paktën me titullin.
diagnostic-unclosed-front-matter = Të dhënat në krye të tekstit nuk mbyllen. Vendos pas tyre një rresht “---”.
diagnostic-no-language = Emri i skedarit nuk tregon në cilën gjuhë është. Vendose gjuhën para “.md”.
diagnostic-unknown-language = Asnjë botim i faqes nuk e lexon këtë gjuhë. Ndreqe emrin e skedarit.
diagnostic-bad-language-tag = Kjo nuk është shenjë e një gjuhe. Shkruaj “sq”, “en”, “sr-Latn” e kështu me radhë.
diagnostic-no-section = Ky tekst ndodhet aty ku nuk ka rubrikë. Zhvendose në dosjen e një rubrike.
diagnostic-duplicate-version = Ka dy skedarë për të njëjtin tekst në të njëjtën gjuhë. Mbaje vetëm njërin.
diagnostic-bad-path = Kjo nuk mund të jetë pjesë e një adrese. Përdor shkronja, shifra dhe vizë lidhëse, pa hapësira.
diagnostic-date-order = Dy data janë në renditje të gabuar. Ndreqe njërën.
diagnostic-bad-original = Gjuha e shënuar si origjinal nuk ka tekst. Shëno një tjetër ose shkruaje atë tekst.
diagnostic-too-deep = Listat ose citimet këtu kanë shumë nivele. Thjeshtoje.
diagnostic-raw-html = HTML-ja në tekst lihet jashtë. Shkruaje me Markdown.
diagnostic-unsafe-link = Kjo lidhje nuk është adresë e sigurt. Shiko çfarë ka ndërmjet kllapave të rrumbullakëta.
diagnostic-unknown-alert = Nuk ka kuti të këtij lloji. Përdor një nga llojet që ekzistojnë.
diagnostic-missing-alt = Kjo fotografi nuk ka fjalë për ata që nuk e shohin. Përshkruaje në kllapat katrore.
diagnostic-skipped-heading = Është kapërcyer një nivel titujsh. Përdor nivelin tjetër me radhë.
diagnostic-heading-one = Titulli i faqes është te të dhënat në krye, dhe këtu ka një të dytë. Për nëntitujt përdor “##”.
diagnostic-empty-heading = Ky titull nuk ka fjalë. Shkruaji ose hiqe.
diagnostic-missing-footnote = Kjo fusnotë nuk është shkruar askund. Shtoje në fund të tekstit.
diagnostic-unclosed-protection = Një shenjë “-{"{"}” nuk është mbyllur. Vendos “{"}"}-” pas fjalëve që duhet të mbeten siç janë.
diagnostic-unreadable-picture = Kjo fotografi është e dëmtuar, ose nuk është ajo që thotë emri i saj. Kopjoje edhe një herë, ose ruaje përsëri si JPEG ose PNG.
diagnostic-unsupported-picture = Shfletuesit nuk e tregojnë këtë lloj fotografie. Ruaje si JPEG ose PNG.
diagnostic-huge-picture = Kjo fotografi është tepër e madhe. Zvogëloje më parë: mjaftojnë 2.000 pikselë gjerësi.
diagnostic-unsafe-picture = Ky vizatim përmban më shumë se vizatim: një program, ose diçka nga një vend tjetër. Ruaje si SVG të thjeshtë ose si PNG.
diagnostic-heavy-picture = Kjo fotografi është e rëndë për telefon. Zvogëloje.
diagnostic-consent-missing = Në këtë fotografi mund të njihen njerëz dhe askund nuk shkruan se ata janë pajtuar, prandaj nuk shfaqet. Pyeti dhe shkruaj kush u pajtua dhe kur.
diagnostic-people-unknown = Askund nuk shkruan nëse në këtë fotografi mund të njihen njerëz. Shkruaj “people: yes” ose “people: no” në skedarin pranë saj.
diagnostic-broken-link = Kjo lidhje nuk të çon askund. Ndreqe adresën ose hiqe lidhjen.
diagnostic-broken-anchor = Faqja ku të çon kjo lidhje nuk e ka këtë vend. Ndreqe atë që vjen pas “#”.
diagnostic-unknown-id = Asgjë nuk e ka këtë shenjë (id). Ndreqe drejtshkrimin.
diagnostic-duplicate-id = Dy gjëra kanë të njëjtën shenjë (id). Jepi njërës një tjetër.
diagnostic-unknown-topic = Nuk ka temë të tillë. Zgjidh një nga “topics.yaml” ose shtoje aty.
diagnostic-duplicate-path = Dy gjëra do të kishin të njëjtën adresë. Jepi njërës një tjetër.
diagnostic-empty-slug = Nga ky titull nuk mund të bëhet adresë. Shto “slug:”.
diagnostic-not-publishable = Këtu përdoret diçka që nuk guxon të publikohet. Hiqe, ose pyet kush mund ta lejojë.
diagnostic-bad-phone = Askush nuk mund ta thërrasë këtë numër. Kontrolloji shifrat.
diagnostic-office-without-municipality = Nuk thuhet në cilën komunë është kjo zyrë. Shtoje komunën.
diagnostic-municipality-without-report = Nuk është shënuar asnjë zyrë që pranon raportime nga kjo komunë. Shtoje një.
diagnostic-channel-without-contact = Këtë mënyrë raportimi nuk mund ta përdorë askush: nuk ka kontakt e as shpjegim. Shtoje njërin.
diagnostic-finder-gap = Një përgjigje te gjetja e vendit për raportim nuk të çon te askush që ndihmon. Kontrolloji mënyrat e raportimit.
diagnostic-unverified-time-limits = Këto afate nuk i ka vërtetuar askush, prandaj lexuesit nuk i shohin. Duhet t’i kontrollojë një jurist.
diagnostic-unchecked-contacts = Këto kontakte ende nuk i ka kontrolluar askush, dhe lexuesve u thuhet kjo. Thirri dhe shëno datën.
diagnostic-stale-contacts = Këto kontakte janë kontrolluar shumë kohë më parë. Kontrolloji përsëri dhe shëno datën.
diagnostic-duplicate-name = Dy kontakte kanë të njëjtin emër. Bëje të qartë cili është cili.
diagnostic-uncited-laws = Këto ligje nuk i përmend asnjë tekst. Kjo nuk është gabim.
diagnostic-law-not-in-force = Një tekst përmend një ligj që nuk është më në fuqi. Përmende atë që e ka zëvendësuar.
diagnostic-undescribed-article = Të dhënat e ligjit nuk e përshkruajnë këtë nen. Kontrolloje numrin ose përshkruaje nenin.
diagnostic-missing-translation = Ky tekst nuk është shkruar në çdo gjuhë. Përktheje kur të mundesh.
diagnostic-missing-name = Diçka nuk ka emër në njërën nga gjuhët. Shtoje.
diagnostic-bad-chain = Një gjuhë në zinxhirin e një botimi nuk mund të përdoret kurrë. Ndreqe te “guidepost.yaml”.
diagnostic-missing-string = Në një botim mungojnë fjalë të menyve dhe butonave. Shtoji te “locales”.
diagnostic-untranslated-string = Disa fjalë të menyve dhe butonave nuk janë përkthyer. Aty lexuesit shohin një gjuhë tjetër.
diagnostic-unknown-string = Një shabllon kërkon fjalë që nuk i ka asnjë gjuhë. Ndreqe çelësin ose shtoji fjalët.
diagnostic-fluent-syntax = Një rresht në këtë skedar me fjalë është shkruar gabim. Ndreqe siç tregon këshilla.
diagnostic-fluent-value = Këto fjalë nuk mund të bashkohen. Kontrolloji emrat në kllapa gjarpërore.
diagnostic-unknown-theme = Tema grafike e shënuar këtu nuk ekziston. Ndreqe emrin e saj.
diagnostic-template-syntax = Një shabllon i pamjes është shkruar gabim. Duhet ta ndreqë ai që kujdeset për pamjen e faqes.
diagnostic-template-render = Një shabllon i pamjes dështoi gjatë bërjes së faqes. Duhet ta ndreqë ai që kujdeset për pamjen e faqes.
diagnostic-bad-base-url = Adresa e faqes nuk është e plotë. Shkruaje të tërën, me “https://”.
diagnostic-bad-audio = Ky incizim mungon ose nuk e luan asnjë telefon. Ruaje si MP3.
diagnostic-single-file-too-large = Skedari i vetëm i këtij teksti është tepër i madh për t’u dërguar. Përdor më pak fotografi ose më të vogla.
diagnostic-mail-too-large = Ky numër është aq i gjatë sa programet e emailit tregojnë vetëm fillimin. Ndaje ose shkurtoje.
diagnostic-sensitive-in-mail = Diçka këtu nuk duhet të lërë gjurmë, prandaj është në faqe, por jo në email.
diagnostic-bad-list = Kjo nuk është listë adresash. Rreshti i parë duhet të emërtojë kolonat, njëra prej tyre `email`.
diagnostic-bad-recipient = Ky rresht i listës nuk mund të përdoret. Ndreqe ose hiqe.
diagnostic-repeated-recipient = Kjo adresë është dy herë në listë. Ajo merr një email.
diagnostic-missing-glyph = Versioni i shtypur nuk e ka këtë shkronjë. Shkruaje ndryshe.
diagnostic-print-template = Shablloni për letër dështoi. Duhet ta ndreqë ai që kujdeset për pamjen e faqes.
