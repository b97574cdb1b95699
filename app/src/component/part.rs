//! A part of a page, boxed at its border.
//!
//! A part has its answer when it is drawn and waits for nothing, so it is written and hydrated in one go. Boxing it
//! plainly would also compile the step-by-step hydration that lazy routes need, for each part: a sixth of the
//! WebAssembly module; and the server would copy each attribute and write each element into a text of its own.

use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::any_view::{AnyView, IntoAny};
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

/// A view that is written and hydrated in one go.
struct Whole<T>(T);

/// Boxes a view that waits for nothing as a part of a page.
pub trait IntoPart {
    /// The view as one type, whatever it is made of.
    fn into_part(self) -> AnyView;
}

impl<T: RenderHtml + Send + 'static> IntoPart for T {
    fn into_part(self) -> AnyView {
        Whole(self).into_any()
    }
}

/// Boxes the items of a list: a list of one type is compiled once, a list of each type of item once for each.
pub trait CollectParts {
    /// The views as a list of parts.
    fn collect_parts(self) -> Vec<AnyView>;
}

impl<I: IntoIterator<Item: IntoPart>> CollectParts for I {
    fn collect_parts(self) -> Vec<AnyView> {
        self.into_iter().map(IntoPart::into_part).collect()
    }
}

impl<T: Render> Render for Whole<T> {
    type State = T::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.rebuild(state);
    }
}

impl<T: AddAnyAttr> AddAnyAttr for Whole<T> {
    type Output<NewAttr: Attribute> = T::Output<NewAttr>;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self.0.add_any_attr(attr)
    }
}

impl<T: RenderHtml + Send + 'static> RenderHtml for Whole<T> {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = T::MIN_LENGTH;
    const EXISTS: bool = T::EXISTS;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        buf.reserve(self.html_len());
        buf.with_buf(|buf| {
            self.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
        });
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}
