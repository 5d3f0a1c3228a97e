home = الرئيسية
list-count = { $count ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصان
    [few] { $count } نصوص
    [many] { $count } نصا
   *[other] { $count } نص
}
