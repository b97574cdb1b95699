//! The description of the API against what the API does.

use axum::body::Body;
use axum::http::Method;
use serde_json::Value;

use super::app::TestApp;

/// Whether a value has the shape that a schema says, with no field more or less.
fn check(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/components/schemas/");
        let schema = &document["components"]["schemas"][name];
        assert!(schema.is_object(), "{at}: no schema {name}");
        return check(document, schema, value, at);
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let fits = types.iter().any(|name| match *name {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    });
    assert!(fits, "{at}: {value} is not {types:?}");
    if let Some(codes) = schema["enum"].as_array() {
        assert!(
            codes.contains(value),
            "{at}: {value} is not one of {codes:?}"
        );
    }
    for item in value.as_array().into_iter().flatten() {
        check(document, &schema["items"], item, &format!("{at}[]"));
    }
    if let Some(fields) = value.as_object() {
        for (name, value) in fields {
            let schema = &schema["properties"][name];
            assert!(schema.is_object(), "{at}.{name} is not described");
            check(document, schema, value, &format!("{at}.{name}"));
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            assert!(
                fields.contains_key(name.as_str().unwrap()),
                "{at}.{name} is missing"
            );
        }
    }
}

#[tokio::test]
async fn every_described_address_answers_as_described() {
    let app = TestApp::sample();
    let document = app.json("/api/openapi.json").await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = document["paths"].as_object().unwrap();
    let related = super::overlap::related();
    let pairs = related.json("/api/v1/overlaps?per_page=1").await;
    let pair = super::overlap::encoded(pairs["items"][0]["id"].as_str().unwrap());
    assert_eq!(paths.len(), 41);
    for (path, item) in paths {
        let is_of_pairs = path.contains("overlaps") || path.contains("clusters");
        let (app, id) = if is_of_pairs {
            (&related, pair.as_str())
        } else {
            (&app, "A-1")
        };
        let answer = app
            .get(&path.replace("{id}", id).replace("{iso2}", "PH"))
            .await;
        assert_eq!(answer.status, 200, "{path}");
        let content = item["get"]["responses"]["200"]["content"]
            .as_object()
            .unwrap();
        let (media_type, content) = content.iter().next().unwrap();
        assert!(
            answer
                .header("content-type")
                .starts_with(media_type.as_str()),
            "{path}"
        );
        if let Some(schema) = content.get("schema").filter(|schema| !schema.is_null()) {
            check(&document, schema, &answer.json(), path);
        }
    }
}

#[tokio::test]
async fn every_parameter_is_understood() {
    let app = TestApp::sample();
    let document = app.json("/api/openapi.json").await;
    let parameters = document["paths"]["/api/v1/projects"]["get"]["parameters"]
        .as_array()
        .unwrap();
    assert_eq!(parameters.len(), 23);
    for parameter in parameters {
        let name = parameter["name"].as_str().unwrap();
        let schema = &parameter["schema"];
        let codes = schema["enum"]
            .as_array()
            .or_else(|| schema["items"]["enum"].as_array());
        let values = codes.cloned().unwrap_or_else(|| vec!["2".into()]);
        for value in values.iter().filter_map(Value::as_str) {
            let value = match name {
                "sector" => "210",
                "year" => "2015..2020",
                "include" => "exposure",
                "province" => "VN-HN",
                "area" => "15.9,108.1,16.2,108.3",
                _ => value,
            };
            let answer = app.get(&format!("/api/v1/projects?{name}={value}")).await;
            assert_eq!(answer.status, 200, "{name}={value}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn what_documents_take_besides_the_filter_is_understood() {
    let app = TestApp::sample();
    let document = app.json("/api/openapi.json").await;
    let mut tried = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap();
            let schema = &parameter["schema"];
            let codes = schema["enum"]
                .as_array()
                .or(schema["items"]["enum"].as_array());
            if !["relation", "part", "bom", "scheme", "baseline", "view"].contains(&name) {
                continue;
            }
            for value in codes.unwrap() {
                let address = format!("{path}?{name}={}", value.as_str().unwrap());
                let head = app.send(Method::HEAD, &address, &[], Body::empty()).await;
                assert_eq!(head.status, 200, "{address}");
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried}");
}
