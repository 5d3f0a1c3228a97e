//! A municipality: its names in each language, and which offices serve it.

use super::ReadRecord;
use crate::base::Lang;
use crate::source::fields::{At, Fields, Names, Sink, read_names};
use crate::source::yaml::Yaml;

/// What a municipality says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// The official number, two figures.
    pub code: Option<String>,
    /// Its proper name in each language; never transliterated between Albanian and Serbian.
    pub names: Names,
    /// Other names people use.
    pub alt_names: Names,
    /// Official languages besides Albanian and Serbian.
    pub official_languages: Vec<At<Lang>>,
    /// Languages in official use besides those.
    pub in_use: Vec<At<Lang>>,
    /// The region, by id.
    pub region: Option<At<String>>,
    /// The municipality's site.
    pub website: Option<At<String>>,
    /// The Ombudsperson's office for it, by contact id.
    pub ombudsperson: Option<At<String>>,
    /// Its human-rights unit, by contact id, where one is public.
    pub unit: Option<At<String>>,
    /// One of those CRP/K works in most.
    pub focus: bool,
}

/// A region: only a heading that municipalities are grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The id.
    pub id: At<String>,
    /// Its names.
    pub names: Names,
}

impl ReadRecord for Municipality {
    fn read(f: &mut Fields<'_, '_, '_>) -> Self {
        Self {
            code: f.text("code").map(|t| t.value),
            names: f.required_names("names"),
            alt_names: f.names("alt_names"),
            official_languages: f.langs("official_languages"),
            in_use: f.langs("in_use"),
            region: f.text("region"),
            website: f.website("website"),
            ombudsperson: f.text("ombudsperson"),
            unit: f.text("unit"),
            focus: f.flag("focus").unwrap_or(false),
        }
    }
}

/// Reads `municipalities.yaml`: regions, and the list of municipalities (yielded unread).
pub(crate) fn split<'y>(yaml: &'y Yaml, sink: &mut Sink<'_>) -> (Vec<Region>, Option<&'y Yaml>) {
    let Some(mut f) = Fields::open(yaml, "municipalities.yaml", sink) else { return (Vec::new(), None) };
    let pairs = f.pairs("regions");
    let regions = pairs
        .iter()
        .map(|p| Region { id: At::new(p.key.clone(), p.span), names: read_names(&p.key, &p.value, f.sink) })
        .collect();
    let list = f.raw("municipalities");
    f.finish();
    (regions, list)
}
