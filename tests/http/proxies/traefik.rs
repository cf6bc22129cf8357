//! The example of Traefik, which Debian has not: read, not started.

use serde_json::Value;

#[test]
fn the_example_of_traefik_passes_everything_on_by_http_1_1_and_keeps_no_connection_too_long() {
    let text = std::fs::read_to_string("deploy/traefik.yaml").unwrap();
    let http = &serde_saphyr::from_str::<Value>(&text).unwrap()["http"];
    let service = &http["services"]["communique"]["loadBalancer"];
    assert_eq!(service["servers"][0]["url"], "http://127.0.0.1:8080");
    let transport = service["serversTransport"].as_str().unwrap();
    assert_eq!(http["serversTransports"][transport]["forwardingTimeouts"]["idleConnTimeout"], "60s");
    let router = &http["routers"]["communique"];
    assert_eq!(router["service"], "communique");
    let middlewares = http["middlewares"].as_object().unwrap();
    for name in router["middlewares"].as_array().unwrap() {
        let kinds: Vec<&String> = middlewares[name.as_str().unwrap()].as_object().unwrap().keys().collect();
        // Nothing that changes a path, a header or a body.
        assert!(["rateLimit", "inFlightReq", "retry"].iter().any(|kind| kinds == [kind]), "{kinds:?}");
    }
    assert_eq!(router["middlewares"].as_array().unwrap().len(), middlewares.len());
}
