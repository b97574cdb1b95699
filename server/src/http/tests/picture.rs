//! The map as a picture, and two maps side by side.

use super::app::TestApp;

#[tokio::test]
async fn the_picture_says_what_it_shows_and_where_it_comes_from() {
    let app = TestApp::sample();
    let picture = app.get("/chart/map.svg?country=VN&view=16,106,2").await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    for words in [
        "Viet Nam",
        "Natural Earth",
        "tiga-method-",
        "no opinion on the legal status",
    ] {
        assert!(picture.body.contains(words), "{words}");
    }
    let layers = app
        .get("/chart/map.svg?view=16,106,3&shade=projects&layer=overlaps")
        .await;
    assert!(layers.body.contains("data-unit=\"VN") && layers.body.contains("Da Nang"));
    assert_ne!(
        picture.body,
        app.get("/chart/map.svg?country=VN").await.body
    );
    assert_eq!(app.get("/chart/map.svg?contry=VN").await.status, 400);
}

#[tokio::test]
async fn a_picture_is_well_formed_whatever_is_searched() {
    let app = TestApp::sample();
    let picture = app.get("/chart/map.svg?q=%3Cscript%3E%26").await;
    assert_eq!(picture.status, 200);
    assert!(!picture.body.contains("<script"));
    let mut reader = quick_xml::Reader::from_str(&picture.body);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[tokio::test]
async fn two_maps_stand_beside_a_table_of_their_differences() {
    let app = TestApp::sample();
    let page = app.get("/compare?a=partner%3DUS&b=partner%3DJP").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.body.matches("class=\"map-frame\"").count(), 2);
    assert!(page.body.contains("United States") && page.body.contains("Differences by country"));
    assert_eq!(page.body.matches("id=\"c-VN\"").count(), 0);
}
