//! Recordings: the file that a text names must lie beside it and be one that phones can play. How long it lasts is read
//! while its page is made.

use crate::base::{Code, Diagnostic, Place, SourcePath, audio, did_you_mean};
use crate::model::{Site, Version};

/// Checks the recordings of all texts.
pub fn check(site: &Site, diags: &mut Vec<Diagnostic>) {
    let versions = site.entries.iter().flat_map(|e| &e.versions.0);
    diags.extend(versions.filter_map(|version| missing(site, version)));
}

fn missing(site: &Site, version: &Version) -> Option<Diagnostic> {
    let written = version.meta.audio.as_ref()?;
    let place = Place::at(&version.file, written.span);
    let ending = written.value.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    if !ending.is_some_and(|ending| audio::ENDINGS.contains(&ending.as_str())) {
        let message = format!("`{}` is not a recording that every phone can play", written.value);
        let hint = "save it as MP3, or as `.m4a`, `.ogg` or `.opus`";
        return Some(Diagnostic::new(Code::BadAudio, place, message).hint(hint));
    }
    let file = version.audio_file()?;
    if site.assets.contains_key(&file) {
        return None;
    }
    let beside = site.assets.keys().filter(|path| path.folder() == file.folder());
    let names: Vec<&str> = beside.map(SourcePath::name).collect();
    let message = format!("there is no file `{file}`");
    Some(
        Diagnostic::new(Code::BadAudio, place, message)
            .hint_opt(did_you_mean(file.name(), names.iter().copied()))
            .hint("put the recording into the folder of the text, or begin with `/` for one below `content/`"),
    )
}
