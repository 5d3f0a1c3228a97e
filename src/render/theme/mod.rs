//! The theme's files → templates ready to render.
//!
//! All editions share them, compiled once. Inside a component Tera sees no context, so a language handed over as a value
//! would silently be lost there: the functions for strings ask instead who [speaks](Turn) on their thread.

mod error;
mod once;
mod pieces;

pub use once::Rendered;
pub use pieces::{Pieces, minify};

use crate::base::Transliterator;
use crate::base::{AtPlace, Code, Diagnostic, Last, Place, SourcePath};
use crate::model::{Edition, EditionId, Marked, Site, StringArg, StringError, Strings, args, in_script};
use crate::render::marks::{attrs, attrs_among};
use crate::render::view::SiteView;
use crate::source::{Config, TextFile, ThemeFiles};
use error::{Sources, diagnostic, while_parsing};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera, Value};

/// Bytes that hold most pages.
const TYPICAL: usize = 32 * 1024;

/// Strings that always say the same, by key.
type Fixed = Arc<FxHashMap<String, FixedString>>;

/// A string that always says the same.
struct FixedString {
    said: Marked,
    /// For templates, marked with its language.
    marked: Value,
    /// For templates, as plain text.
    plain: Value,
}

/// Parsed templates, where they could be, and what was noticed in them.
type Parsed = (Option<Tera>, Vec<Diagnostic>);

/// What an earlier theme has left for the next: the templates as they were parsed, with what was said of them, and the
/// fixed strings of each edition.
#[derive(Default)]
pub struct Memory {
    templates: Last<BTreeMap<String, TextFile>, Arc<Parsed>>,
    fixed: Last<(AtPlace<Strings>, Config), Arc<Vec<Fixed>>>,
}

impl Memory {
    /// For a run that is followed by others.
    pub fn on() -> Self {
        Self { templates: Last::on(), fixed: Last::on() }
    }
}

/// The compiled theme. The default one has no template.
#[derive(Default)]
pub struct Theme {
    parsed: Arc<Parsed>,
    /// By edition.
    voices: Vec<Voice>,
    sources: Sources,
}

/// What templates say in one edition.
struct Voice {
    speaker: Arc<Speaker>,
    /// What every page sees of the site.
    site: Value,
}

impl Theme {
    /// Compiles the templates, which see of each edition what `views` says; `None` where that failed, with every reason
    /// found in one run.
    pub fn compile(site: &Site, views: &[SiteView], memory: &mut Memory, diags: &mut Vec<Diagnostic>) -> Option<Self> {
        let templates = collect(&site.theme);
        let sources: Sources =
            templates.iter().map(|(name, file)| (name.clone(), (file.path.clone(), file.text.clone()))).collect();
        let parsed = memory.templates.get(templates.clone(), || {
            let mut said = Vec::new();
            let tera = parse(templates, &sources, &mut said);
            Arc::new((tera, said))
        });
        diags.extend(parsed.1.iter().cloned());
        parsed.0.as_ref()?;
        let strings = (AtPlace(site.strings.clone()), site.config.clone());
        let fixed = memory.fixed.get(strings, || {
            Arc::new((0..site.editions.len()).map(|edition| Arc::new(fixed_strings(site, edition))).collect())
        });
        let voice = |(edition, (fixed, view)): (EditionId, (&Fixed, &SiteView))| Voice {
            speaker: Arc::new(Speaker::of(site, edition, fixed)),
            site: Value::from_serializable(view),
        };
        let voices = fixed.iter().zip(views).enumerate().map(voice).collect();
        Some(Self { parsed, voices, sources })
    }

    /// Whether there is a template of this name.
    pub fn has(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// A string that always says the same, where it is one.
    pub fn fixed(&self, edition: EditionId, key: &str) -> Option<&Marked> {
        Some(&self.voices.get(edition)?.speaker.fixed.get(key)?.said)
    }

    /// The file that a template is in, or should be in.
    pub fn file(&self, name: &str) -> SourcePath {
        error::file(name, &self.sources)
    }

    /// Renders a template, which also sees `site`; `rendered` is what the edition's pages share.
    pub fn render(
        &self,
        (edition, rendered): (EditionId, &Arc<Rendered>),
        name: &str,
        mut context: Context,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (tera, voice) = self.voice(edition, name)?;
        context.insert_value("site", voice.site.clone());
        let _turn = Turn::of(&self.parsed, &voice.speaker, rendered);
        let mut out = Vec::with_capacity(TYPICAL);
        let made = tera.render_to(name, &context, &mut out);
        made.map_err(|error| self.told(error, name))?;
        Ok(out)
    }

    /// Renders a component of its own, once for all that is given to it.
    pub fn component(
        &self,
        (edition, rendered): (EditionId, &Arc<Rendered>),
        name: &str,
        given: Vec<(&str, Value)>,
    ) -> Result<Value, Box<Diagnostic>> {
        let (tera, voice) = self.voice(edition, name)?;
        let _turn = Turn::of(&self.parsed, &voice.speaker, rendered);
        rendered.once(tera, name, given).map_err(|error| self.told(error, name))
    }

    /// The templates, and who speaks in them.
    fn voice(&self, edition: EditionId, name: &str) -> Result<(&Tera, &Voice), Box<Diagnostic>> {
        self.parsed.0.as_ref().zip(self.voices.get(edition)).ok_or_else(|| Box::new(missing_template(name)))
    }

    /// What is wrong with what was rendered as `name`: with a component in it, where that was rendered once.
    fn told(&self, error: tera::Error, name: &str) -> Box<Diagnostic> {
        Box::new(diagnostic(&FAILED.take().unwrap_or(error), name, &self.sources))
    }
}

thread_local! {
    /// Who speaks in what this thread renders.
    static SPEAKING: RefCell<Option<Speaking>> = const { RefCell::new(None) };
    /// What is wrong with a component that this thread rendered once: of the template that asked for it Tera tells only
    /// the place.
    static FAILED: RefCell<Option<tera::Error>> = const { RefCell::new(None) };
}

/// The templates, who speaks in them, and what was rendered once.
struct Speaking {
    parsed: Arc<Parsed>,
    speaker: Arc<Speaker>,
    rendered: Arc<Rendered>,
}

/// A turn to speak on this thread; at its end it is again whoever's it was before.
struct Turn(Option<Speaking>);

impl Turn {
    fn of(parsed: &Arc<Parsed>, speaker: &Arc<Speaker>, rendered: &Arc<Rendered>) -> Self {
        let (parsed, speaker, rendered) = (parsed.clone(), speaker.clone(), rendered.clone());
        Self(SPEAKING.replace(Some(Speaking { parsed, speaker, rendered })))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        SPEAKING.set(self.0.take());
    }
}

/// The templates by name, the topmost layer's first choice. A template that replaces another can still extend it as
/// `THEME/NAME`; one that only holds components cannot be had twice, since components have one name each.
fn collect(theme: &ThemeFiles) -> BTreeMap<String, TextFile> {
    let mut templates: BTreeMap<String, TextFile> = BTreeMap::new();
    for layer in &theme.layers {
        for (name, file) in layer.templates.iter().filter(|(name, _)| name.ends_with(".html")) {
            if !templates.contains_key(name) {
                templates.insert(name.clone(), file.clone());
            } else if !file.text.contains("{% component") && !file.text.contains("{%- component") {
                templates.insert(format!("{}/{name}", layer.name), file.clone());
            }
        }
    }
    templates
}

/// Parses all templates. Tera stops at the first one that is wrong; each such is reported, left out, and the rest
/// tried again, so that one run shows every mistake.
fn parse(mut templates: BTreeMap<String, TextFile>, sources: &Sources, diags: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut broken = false;
    loop {
        let mut tera = Tera::default();
        register(&mut tera);
        let all = templates.iter().map(|(name, file)| (name.as_str(), &*file.text));
        let Err(error) = tera.add_raw_templates(all) else {
            return (!broken).then_some(tera);
        };
        let tera::ErrorKind::SyntaxError(report) = error.kind() else {
            // With a template left out, what others miss of it is no news.
            if !broken {
                diags.extend(while_parsing(&error, sources));
            }
            return None;
        };
        broken = true;
        diags.push(diagnostic(&error, report.filename(), sources));
        templates.remove(report.filename())?;
    }
}

/// What templates can call.
fn register(tera: &mut Tera) {
    tera.register_function("t", |kwargs: Kwargs, _: &State| said(&kwargs, |fixed| &fixed.marked, marked));
    tera.register_function("t_attr", |kwargs: Kwargs, _: &State| {
        said(&kwargs, |fixed| &fixed.plain, |text, _| Value::normal_string(text))
    });
    tera.register_function("once", |kwargs: Kwargs, _: &State| once(&kwargs));
    // Tera's own copies the text, and the longest texts are those that are safe: bodies and stylesheets.
    tera.register_filter("safe", |value: Value, _: Kwargs, _: &State| value.mark_safe());
}

/// Nobody speaks: a template was not rendered by [`Theme`].
fn silence() -> tera::Error {
    tera::Error::message("no edition speaks here")
}

/// Renders a component once for all pages on which it is given the same.
fn once(kwargs: &Kwargs) -> Result<Value, tera::Error> {
    SPEAKING.with_borrow(|speaking| {
        let component = kwargs.must_get::<&str>("component")?;
        let speaking = speaking.as_ref().ok_or_else(silence)?;
        let tera = speaking.parsed.0.as_ref().ok_or_else(silence)?;
        let given = kwargs.iter().filter_map(|(name, value)| Some((name.as_str()?, value.clone())));
        let given = given.filter(|(name, _)| *name != "component").collect();
        speaking.rendered.once(tera, component, given).map_err(|error| match error.kind() {
            tera::ErrorKind::RenderingError(_) => {
                // The innermost one is told.
                FAILED.with_borrow_mut(|failed| _ = failed.get_or_insert(error));
                tera::Error::message(format!("the component `{component}` is wrong"))
            }
            tera::ErrorKind::ComponentNotFound(name) => tera::Error::message(format!("there is no component `{name}`")),
            // What it was given does not fit: that is wrong here.
            _ => tera::Error::message(format!("the component `{component}` cannot be rendered: {error}")),
        })
    })
}

/// The string that a template asks for, of those that always say the same or put together.
fn said(
    kwargs: &Kwargs,
    fixed: impl Fn(&FixedString) -> &Value,
    made: impl Fn(&str, &str) -> Value,
) -> Result<Value, tera::Error> {
    SPEAKING.with_borrow(|speaking| {
        let key = kwargs.must_get::<&str>("key")?;
        let speaker = &speaking.as_ref().ok_or_else(silence)?.speaker;
        match speaker.fixed.get(key) {
            Some(values) => Ok(fixed(values).clone()),
            None => string(speaker, key, kwargs).map(|(text, attrs)| made(&text, &attrs)),
        }
    })
}

/// What the functions of templates know of an edition.
struct Speaker {
    strings: Arc<Strings>,
    translit: Arc<Transliterator>,
    editions: Arc<Vec<Edition>>,
    edition: EditionId,
    fixed: Fixed,
}

impl Speaker {
    fn of(site: &Site, edition: EditionId, fixed: &Fixed) -> Self {
        let (strings, translit, editions) = (site.strings.clone(), site.translit.clone(), site.editions.clone());
        Self { strings, translit, editions, edition, fixed: fixed.clone() }
    }
}

/// The strings that always say the same, put together once. One that cannot be put together is left out, and complained
/// about where a template asks for it.
fn fixed_strings(site: &Site, edition: EditionId) -> FxHashMap<String, FixedString> {
    let fixed = |key: &str| {
        let found = site.strings.get(&site.editions[edition], key, None).ok()?;
        let said = site.marked(&found.text, found.step);
        let marked = marked(&said.text, &attrs(site, said.mark));
        Some((key.to_owned(), FixedString { marked, plain: Value::normal_string(&said.text), said }))
    };
    site.strings.fixed_keys().filter_map(fixed).collect()
}

/// A text, in an element of its own where it is in another language than the page.
fn marked(text: &str, attrs: &str) -> Value {
    match attrs.is_empty() {
        true => Value::normal_string(text),
        false => Value::safe_string(&format!("<span{attrs}>{}</span>", super::html::escaped(text))),
    }
}

/// Looks up the string that a template asks for; yields its text and the attributes of its language.
fn string(speaker: &Speaker, key: &str, kwargs: &Kwargs) -> Result<(String, String), tera::Error> {
    let given: Vec<(String, &Value)> = kwargs
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value)))
        .filter(|(name, _)| name != "key")
        .collect();
    let texts: Vec<(String, Option<i64>, String)> = given
        .into_iter()
        .map(|(name, value)| (name, value.as_i64(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        .collect();
    let pairs: Vec<(&str, StringArg<'_>)> = texts
        .iter()
        .map(|(name, number, text)| (name.as_str(), number.map_or(StringArg::Text(text), StringArg::Number)))
        .collect();
    let with_args = (!pairs.is_empty()).then(|| args(&pairs));
    let Speaker { strings, translit, editions, edition, fixed: _ } = speaker;
    match strings.get(&editions[*edition], key, with_args.as_ref()) {
        Ok(found) => {
            let text = in_script(translit, &found.text, found.step).into_owned();
            Ok((text, attrs_among(editions, found.step.mark)))
        }
        Err(StringError::Unknown) => Err(tera::Error::message(match strings.nearest(key) {
            Some(hint) => format!("{UNKNOWN_STRING}`{key}`; {hint}"),
            None => format!("{UNKNOWN_STRING}`{key}`"),
        })),
        Err(StringError::Value { file, reason }) => {
            Err(tera::Error::message(format!("{BAD_STRING}`{key}` of `{file}` cannot be put together: {reason}")))
        }
    }
}

/// How the two complaints about strings begin; [`error`] tells them by it from those of Tera itself.
const UNKNOWN_STRING: &str = "no language has the string ";
const BAD_STRING: &str = "the string ";

/// A template that a page needs and that no layer has.
pub fn missing_template(name: &str) -> Diagnostic {
    let place = Place::file(&SourcePath::new(format!("themes/default/templates/{name}")));
    Diagnostic::new(Code::TemplateRender, place, format!("the theme has no template `{name}`"))
}
