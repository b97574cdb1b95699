//! A figure as marks in pixels, and its drawing as SVG through plotters.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{IntoFont, RGBColor, TextStyle};

/// A figure ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What it shows, with filter and measure; its accessible name.
    pub title: String,
    /// What a reader who cannot see it should know.
    pub description: String,
    /// What is drawn, the lowest first.
    pub marks: Vec<Mark>,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle: left, top, right, bottom.
    Bar {
        /// Corners.
        corners: [i32; 4],
        /// Fill.
        fill: RGBColor,
    },
    /// A thin line from one point to another.
    Line {
        /// First end.
        from: (i32, i32),
        /// Second end.
        to: (i32, i32),
        /// Colour.
        colour: RGBColor,
    },
    /// Words.
    Text {
        /// Where they are anchored.
        at: (i32, i32),
        /// The words.
        words: String,
        /// Height in pixels.
        size: u32,
        /// Which side of the words stands at the anchor.
        anchor: Anchor,
    },
}

/// The side of words that stands at their anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Left,
    Center,
    Right,
}

impl Anchor {
    const fn position(self) -> HPos {
        match self {
            Self::Left => HPos::Left,
            Self::Center => HPos::Center,
            Self::Right => HPos::Right,
        }
    }
}

/// Families that every system has, Japanese and Korean among them.
const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK JP', sans-serif";

/// Text follows the reader's colour scheme where the figure stands as an image.
const STYLE: &str = "<style>@media (prefers-color-scheme: dark){text{fill:#c3cad3}line,polyline{stroke:#4a525d}}</style>";

impl Figure {
    /// The figure as an SVG document.
    ///
    /// # Errors
    /// When the drawing backend fails, which it has no file or device to do with.
    pub fn svg(&self) -> Result<String, FigureError> {
        let mut body = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut body, (self.width, self.height));
            for mark in &self.marks {
                draw(&mut backend, mark)?;
            }
            backend
                .present()
                .map_err(|error| FigureError(error.to_string()))?;
        }
        let head = format!(
            "<title>{}</title><desc>{}</desc>{STYLE}",
            escape(&self.title),
            escape(&self.description)
        );
        let body = body.replacen("<svg ", "<svg role=\"img\" ", 1);
        let (open, rest) = body
            .split_once('>')
            .ok_or_else(|| FigureError("no root element".to_owned()))?;
        Ok(format!("{open}>{head}{rest}"))
    }
}

/// Why a figure could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureError(pub String);

impl std::fmt::Display for FigureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the figure could not be drawn: {}", self.0)
    }
}

impl std::error::Error for FigureError {}

fn draw(backend: &mut SVGBackend, mark: &Mark) -> Result<(), FigureError> {
    let result = match mark {
        Mark::Bar {
            corners: [left, top, right, bottom],
            fill,
        } => backend.draw_rect((*left, *top), (*right, *bottom), fill, true),
        Mark::Line { from, to, colour } => backend.draw_line(*from, *to, colour),
        Mark::Text {
            at,
            words,
            size,
            anchor,
        } => {
            let style = TextStyle::from((FONTS, *size).into_font())
                .color(&super::palette::INK)
                .pos(Pos::new(anchor.position(), VPos::Center));
            backend.draw_text(words, &style, *at)
        }
    };
    result.map_err(|error| FigureError(error.to_string()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_source_stay_words() -> Result<(), FigureError> {
        let words = "<script>alert(1)</script> & co".to_owned();
        let mark = Mark::Text {
            at: (10, 10),
            words: words.clone(),
            size: 12,
            anchor: Anchor::Left,
        };
        let figure = Figure {
            width: 100,
            height: 50,
            title: words,
            description: String::new(),
            marks: vec![mark],
        };
        let svg = figure.svg()?;
        assert!(!svg.contains("<script>"), "{svg}");
        assert_eq!(svg.matches("&lt;script&gt;").count(), 2, "{svg}");
        Ok(())
    }
}
