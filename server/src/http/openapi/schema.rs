//! Short words for the schemas of JSON values.

use serde_json::Value;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr};

/// A schema, or a reference to one by name.
pub(super) type Shape = RefOr<Schema>;

pub(super) fn string(description: &str) -> Shape {
    plain(Type::String, description)
}

pub(super) fn number(description: &str) -> Shape {
    plain(Type::Number, description)
}

pub(super) fn integer(description: &str) -> Shape {
    plain(Type::Integer, description)
}

pub(super) fn boolean(description: &str) -> Shape {
    plain(Type::Boolean, description)
}

/// A value that can be unknown.
pub(super) fn maybe(of: Type, description: &str) -> Shape {
    simple(SchemaType::Array(vec![of, Type::Null]), description)
}

/// US dollars, or null when unknown.
pub(super) fn usd() -> Shape {
    maybe(
        Type::Number,
        "US dollars, exact to the cent; null when unknown, which is not zero.",
    )
}

/// One of some codes.
pub(super) fn choice<V: Into<Value>>(
    description: &str,
    values: impl IntoIterator<Item = V>,
) -> Shape {
    let object = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(given(description))
        .enum_values(Some(values));
    RefOr::T(Schema::Object(object.build()))
}

pub(super) fn list(of: Shape) -> Shape {
    RefOr::T(Schema::Array(ArrayBuilder::new().items(of).build()))
}

pub(super) fn reference(name: &str) -> Shape {
    RefOr::Ref(Ref::from_schema_name(name))
}

/// An object with these fields, all of them always there.
pub(super) fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Shape)>) -> Shape {
    let object = fields
        .into_iter()
        .fold(ObjectBuilder::new(), |object, (name, shape)| {
            object.property(name, shape).required(name)
        });
    RefOr::T(Schema::Object(object.build()))
}

/// An object of which some of these fields are there.
pub(super) fn some_of<'a>(fields: impl IntoIterator<Item = (&'a str, Shape)>) -> Shape {
    let object = fields
        .into_iter()
        .fold(ObjectBuilder::new(), |object, (name, shape)| {
            object.property(name, shape)
        });
    RefOr::T(Schema::Object(object.build()))
}

/// An object that can be unknown.
pub(super) fn or_null(of: Shape) -> Shape {
    match of {
        RefOr::T(Schema::Object(mut object)) => {
            object.schema_type = SchemaType::Array(vec![Type::Object, Type::Null]);
            RefOr::T(Schema::Object(object))
        }
        other => other,
    }
}

/// A list that can be unknown.
pub(super) fn maybe_list(of: Shape) -> Shape {
    let array = ArrayBuilder::new()
        .items(of)
        .schema_type(SchemaType::Array(vec![Type::Array, Type::Null]));
    RefOr::T(Schema::Array(array.build()))
}

fn plain(of: Type, description: &str) -> Shape {
    simple(SchemaType::Type(of), description)
}

fn simple(of: SchemaType, description: &str) -> Shape {
    let object = ObjectBuilder::new()
        .schema_type(of)
        .description(given(description));
    RefOr::T(Schema::Object(object.build()))
}

fn given(description: &str) -> Option<String> {
    Some(description.to_owned()).filter(|text| !text.is_empty())
}
