//! The list of all diagnostics: a code each, how bad it is, and nothing else. `tests/cases/` shows the text of each.

use super::Severity;
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $severity:ident;)*) => {
        /// The rule that speaks in a diagnostic. Codes are stable: scripts may filter by them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code there is, for the test that proves each has a case.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The word printed in brackets and in JSON.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word),* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    // Reading files.
    /// The file is not UTF-8.
    InvalidUtf8 = "invalid-utf8", Error;
    /// The file holds a NUL byte: it is not a text.
    NulByte = "nul-byte", Error;
    /// The file is larger than any text of a site should be.
    FileTooLarge = "file-too-large", Error;
    /// A symbolic link leads outside the project.
    LinkOutside = "link-outside", Error;
    /// A file or folder cannot be read.
    Unreadable = "unreadable", Error;
    /// A file in `content/` that nothing reads and that is not published.
    UnreadFile = "unread-file", Warning;
    /// A name that is not UTF-8 or cannot be part of an address.
    BadFileName = "bad-file-name", Error;
    /// There is no `guidepost.yaml`.
    NoConfig = "no-config", Error;
    // YAML.
    /// The YAML cannot be parsed.
    YamlSyntax = "yaml-syntax", Error;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// The YAML is too large or too deep once its aliases are expanded.
    YamlTooLarge = "yaml-too-large", Error;
    /// A key that nothing reads.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there.
    MissingKey = "missing-key", Error;
    /// A value of the wrong kind.
    WrongType = "wrong-type", Error;
    /// A value of the right kind that is not one of those allowed.
    BadValue = "bad-value", Error;
    /// A date that does not exist or is not written as a date.
    BadDate = "bad-date", Error;
    // Front matter and names of files.
    /// The file does not begin with front matter.
    NoFrontMatter = "no-front-matter", Error;
    /// Front matter that never ends.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// The name of the file does not tell a language.
    NoLanguage = "no-language", Error;
    /// The language of the file is read by no edition.
    UnknownLanguage = "unknown-language", Error;
    /// Not a language tag at all.
    BadLanguageTag = "bad-language-tag", Error;
    /// A file that lies where no section is.
    NoSection = "no-section", Error;
    /// One version of one entry in two files.
    DuplicateVersion = "duplicate-version", Error;
    /// A slug or alias that is not a plain part of an address.
    BadPath = "bad-path", Error;
    /// Two dates that stand in the wrong order.
    DateOrder = "date-order", Error;
    /// `original:` names a language that the entry does not have.
    BadOriginal = "bad-original", Error;
    // Markdown.
    /// The Markdown is nested too deep.
    TooDeep = "too-deep", Error;
    /// Raw HTML that is not published.
    RawHtml = "raw-html", Warning;
    /// A link whose address could run a program or is not an address.
    UnsafeLink = "unsafe-link", Error;
    /// An alert of a kind that does not exist.
    UnknownAlert = "unknown-alert", Error;
    /// A picture without words for those who do not see it.
    MissingAlt = "missing-alt", Error;
    /// A heading level left out.
    SkippedHeading = "skipped-heading", Warning;
    /// A second title in the text.
    HeadingOne = "heading-one", Warning;
    /// A heading with no text.
    EmptyHeading = "empty-heading", Error;
    /// A footnote that is used but not written.
    MissingFootnote = "missing-footnote", Error;
    /// A protection mark that is opened and not closed.
    UnclosedProtection = "unclosed-protection", Error;
    // Pictures.
    /// A picture that is broken, or not what its name says.
    UnreadablePicture = "unreadable-picture", Error;
    /// A picture of a kind that browsers do not show.
    UnsupportedPicture = "unsupported-picture", Error;
    /// A picture that would fill the memory of the machine.
    HugePicture = "huge-picture", Error;
    /// A drawing that could run a program or ask other places for something.
    UnsafePicture = "unsafe-picture", Error;
    /// A picture that costs a reader on a phone too much.
    HeavyPicture = "heavy-picture", Warning;
    /// People can be recognised in a picture, and nothing says that they agreed.
    ConsentMissing = "consent-missing", Warning;
    /// Photos of which nothing says whether people can be recognised in them.
    PeopleUnknown = "people-unknown", Note;
    // Links and ids.
    /// A link that leads nowhere.
    BrokenLink = "broken-link", Error;
    /// A link to a place in a page that does not exist.
    BrokenAnchor = "broken-anchor", Error;
    /// An id that nothing has.
    UnknownId = "unknown-id", Error;
    /// A recording that is not there, or that no phone can play.
    BadAudio = "bad-audio", Error;
    /// Two things with one id.
    DuplicateId = "duplicate-id", Error;
    /// A topic that is not in `content/topics.yaml`.
    UnknownTopic = "unknown-topic", Error;
    /// Two writers of one address.
    DuplicatePath = "duplicate-path", Error;
    /// An entry that can have no address in an edition.
    EmptySlug = "empty-slug", Error;
    /// A text uses something that must not be published.
    NotPublishable = "not-publishable", Error;
    /// A phone number that cannot be dialled.
    BadPhone = "bad-phone", Error;
    // What the data says together.
    /// An office that does not say in which municipality it stands.
    OfficeWithoutMunicipality = "office-without-municipality", Warning;
    /// A municipality that names nobody who takes a report.
    MunicipalityWithoutReport = "municipality-without-report", Warning;
    /// A channel with neither a contact that can be reached nor a word on how to use it.
    ChannelWithoutContact = "channel-without-contact", Warning;
    /// An answer of "find a way to report" that leads to no channel one can use.
    FinderGap = "finder-gap", Warning;
    /// Time limits that nobody has verified.
    UnverifiedTimeLimits = "unverified-time-limits", Note;
    /// Contacts that nobody has checked.
    UncheckedContacts = "unchecked-contacts", Note;
    /// Contacts that were checked too long ago.
    StaleContacts = "stale-contacts", Warning;
    /// Two contacts of one kind with one name.
    DuplicateName = "duplicate-name", Warning;
    /// Laws that no text cites.
    UncitedLaws = "uncited-laws", Note;
    /// A text cites a law that no longer holds.
    LawNotInForce = "law-not-in-force", Warning;
    /// A text cites an article that the law's record does not describe.
    UndescribedArticle = "undescribed-article", Note;
    /// The single-file version of an entry is larger than what is sent with ease.
    SingleFileTooLarge = "single-file-too-large", Warning;
    /// A mail is so large that programs show only its beginning.
    MailTooLarge = "mail-too-large", Warning;
    /// Something that must leave no trace is not put into a mail.
    SensitiveInMail = "sensitive-in-mail", Note;
    /// A list of addresses that cannot be understood.
    BadList = "bad-list", Error;
    /// A line of a list of addresses that cannot be used.
    BadRecipient = "bad-recipient", Warning;
    /// An address that stands in a list more than once.
    RepeatedRecipient = "repeated-recipient", Note;
    // Languages.
    /// A text that a language lacks.
    MissingTranslation = "missing-translation", Note;
    /// A name that no step of a chain has.
    MissingName = "missing-name", Note;
    /// A chain that names a language in a way that can never match.
    BadChain = "bad-chain", Warning;
    /// An interface string that no language of the chain has.
    MissingString = "missing-string", Warning;
    /// Interface strings that one language lacks while others have them.
    UntranslatedString = "untranslated-string", Note;
    /// An interface string that no language has.
    UnknownString = "unknown-string", Error;
    /// Fluent that cannot be parsed.
    FluentSyntax = "fluent-syntax", Error;
    /// A string that could not be put together.
    FluentValue = "fluent-value", Error;
    // Templates.
    /// The theme named in `guidepost.yaml` is nowhere.
    UnknownTheme = "unknown-theme", Error;
    /// A template that cannot be parsed.
    TemplateSyntax = "template-syntax", Error;
    /// A template that failed while a page was made.
    TemplateRender = "template-render", Error;
    /// A print template that failed, or that makes a paper which cannot be read aloud.
    PrintTemplate = "print-template", Error;
    /// A letter that no font of the printed version has.
    MissingGlyph = "missing-glyph", Error;
    /// The address in the configuration is not one.
    BadBaseUrl = "bad-base-url", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
