//! The recording of a text → what its page says of it before anything is loaded: how long it lasts, how large it is.

use super::super::html::asset_path;
use super::super::renderer::Renderer;
use super::super::view::AudioView;
use crate::base::audio::Recording;
use crate::base::{Code, Diagnostic, Place};
use crate::model::{EditionId, Localized, StringArg};

/// The recording; nothing where there is none, or where it is not there, which a check has said. A file that no browser
/// can play is a diagnostic.
pub fn audio(
    renderer: &Renderer,
    edition: EditionId,
    localized: Localized<'_>,
    diags: &mut Vec<Diagnostic>,
) -> Option<AudioView> {
    let site = &renderer.site;
    let version = localized.version;
    let file = version.audio_file()?;
    let bytes = renderer.world.read(site.assets.get(&file)?).ok()?;
    let Some(recording) = Recording::read(&bytes) else {
        let span = version.meta.audio.as_ref().map_or(version.title_span(), |audio| audio.span);
        let message = format!("`{}` holds no recording", file.name());
        let hint = "open it on a computer; if it plays there, save it anew as MP3";
        diags.push(Diagnostic::new(Code::BadAudio, Place::at(&version.file, span), message).hint(hint));
        return None;
    };
    let seconds = recording.millis.div_ceil(1000);
    let number = |n: u64| StringArg::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let length = [("minutes", number(seconds / 60)), ("seconds", number(seconds % 60))];
    // A tenth of a megabyte, rounded up.
    let tenths = bytes.len().div_ceil(100_000);
    let size = format!("{}.{}", tenths / 10, tenths % 10);
    Some(AudioView {
        path: asset_path(&file).as_str().to_owned(),
        media: recording.media.to_owned(),
        length: renderer.text(edition, "listen-length", &length),
        size: site.editions[edition].cldr.decimal(&size).unwrap_or(size),
        language: localized
            .step
            .mark
            .map(|lang| super::directory::language(renderer, edition, lang))
            .unwrap_or_default(),
    })
}
