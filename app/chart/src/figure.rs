//! A figure as marks in pixels, and its drawing as SVG through plotters.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBColor, TextStyle};
use tiga_domain::filter::Filter;

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
    /// What can be pointed at: where, what it says, and the list behind it. Pages lay links over them.
    pub regions: Vec<Region>,
}

/// A part of a figure that says something and leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Corners: left, top, right, bottom.
    pub corners: [i32; 4],
    /// What it says, in words.
    pub label: String,
    /// The filter whose list is behind it, to the cent.
    pub filter: Option<Filter>,
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
    /// A filled circle.
    Dot {
        /// Centre.
        at: (i32, i32),
        /// Radius.
        radius: u32,
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
    /// Words on a coloured mark, centred; their colour stays in every scheme.
    Note {
        /// Centre.
        at: (i32, i32),
        /// The words.
        words: String,
        /// Height in pixels.
        size: u32,
        /// Colour.
        colour: RGBColor,
    },
}

/// Height of the title of a signed figure, in pixels.
const HEADLINE: i32 = 26;
/// Height of its source line.
const SOURCE_LINE: i32 = 20;

impl Mark {
    fn lower(&mut self, by: i32) {
        match self {
            Self::Bar { corners, .. } => {
                corners[1] += by;
                corners[3] += by;
            }
            Self::Dot { at, .. } | Self::Text { at, .. } | Self::Note { at, .. } => at.1 += by,
            Self::Line { from, to, .. } => {
                from.1 += by;
                to.1 += by;
            }
        }
    }
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
const STYLE: &str = "<style>@media (prefers-color-scheme: dark){text[fill=\"#5B6470\"]{fill:#c3cad3}line,polyline{stroke:#4a525d}}</style>";

impl Figure {
    /// Writes the title above the marks and the source below them, for a figure that stands alone in a document.
    #[must_use]
    pub fn signed(mut self, source: &str) -> Self {
        let words = |at: (i32, i32), words: &str, size: u32| Mark::Text {
            at,
            words: words.to_owned(),
            size,
            anchor: Anchor::Left,
        };
        for mark in &mut self.marks {
            mark.lower(HEADLINE);
        }
        for region in &mut self.regions {
            region.corners[1] += HEADLINE;
            region.corners[3] += HEADLINE;
        }
        self.height += (HEADLINE + SOURCE_LINE) as u32;
        let foot = self.height as i32 - SOURCE_LINE / 2;
        self.marks.push(words((8, HEADLINE / 2), &self.title, 14));
        self.marks.push(words((8, foot), source, 11));
        self
    }

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
        Mark::Dot { at, radius, fill } => backend.draw_circle(*at, *radius, &fill.filled(), true),
        Mark::Line { from, to, colour } => backend.draw_line(*from, *to, colour),
        Mark::Text {
            at,
            words,
            size,
            anchor,
        } => {
            let position = Pos::new(anchor.position(), VPos::Center);
            let style = TextStyle::from((FONTS, *size).into_font());
            backend.draw_text(words, &style.color(&super::palette::INK).pos(position), *at)
        }
        Mark::Note {
            at,
            words,
            size,
            colour,
        } => {
            let position = Pos::new(HPos::Center, VPos::Center);
            let style = TextStyle::from((FONTS, *size).into_font());
            backend.draw_text(words, &style.color(colour).pos(position), *at)
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
            marks: vec![mark],
            ..Figure::default()
        };
        let svg = figure.svg()?;
        assert!(!svg.contains("<script>"), "{svg}");
        assert_eq!(svg.matches("&lt;script&gt;").count(), 2, "{svg}");
        Ok(())
    }
}
