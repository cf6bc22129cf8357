//! The example of Traefik, which Debian has not: read, not started.

use std::collections::BTreeSet;

use serde_json::Value;

/// The keys of Traefik 3.2 to 3.7 in the parts of a dynamic configuration that the example has, from its reference of the file
/// provider; `*` is a name. Traefik takes no file that has another.
const KNOWN: [&str; 12] = [
    ": http",
    "http: routers services middlewares serversTransports",
    "http routers *: entryPoints middlewares service rule ruleSyntax priority tls observability",
    "http middlewares *: rateLimit inFlightReq retry",
    "http middlewares * rateLimit: average period burst sourceCriterion",
    "http middlewares * inFlightReq: amount sourceCriterion",
    "http middlewares * retry: attempts initialInterval",
    "http middlewares * rateLimit sourceCriterion: ipStrategy requestHeaderName requestHost",
    "http middlewares * inFlightReq sourceCriterion: ipStrategy requestHeaderName requestHost",
    "http services *: loadBalancer failover mirroring weighted",
    "http services * loadBalancer: sticky servers healthCheck passHostHeader responseForwarding serversTransport",
    "http serversTransports *: serverName insecureSkipVerify rootCAs certificates maxIdleConnsPerHost forwardingTimeouts \
     disableHTTP2 peerCertURI spiffe",
];
/// The same for what is deepest.
const DEEPEST: [(&str, &str); 3] = [
    (" ipStrategy", "depth excludedIPs ipv6Subnet"),
    (" servers", "url weight preservePath"),
    (" forwardingTimeouts", "dialTimeout responseHeaderTimeout idleConnTimeout readIdleTimeout pingTimeout"),
];

/// The keys that may stand below this path.
fn known_below(path: &str) -> BTreeSet<&'static str> {
    let lines = KNOWN.iter().filter_map(|line| line.split_once(": ").or(line.split_once(':')));
    let shallow = lines.filter(|(of, _)| of.trim() == path).map(|(_, keys)| keys);
    let deep = DEEPEST.iter().filter(|(end, _)| path.ends_with(end)).map(|(_, keys)| *keys);
    shallow.chain(deep).flat_map(str::split_whitespace).collect()
}

fn assert_known(value: &Value, path: &str) {
    match value {
        Value::Object(entries) => {
            let has_names = path.split(' ').count() == 2;
            let known = known_below(path);
            for (key, value) in entries {
                assert!(has_names || known.contains(key.as_str()), "Traefik knows no {key} below “{path}”: {known:?}");
                assert_known(value, format!("{path} {}", if has_names { "*" } else { key }).trim());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| assert_known(item, path)),
        _ => {}
    }
}

#[test]
fn the_example_of_traefik_has_no_key_that_traefik_does_not_know() {
    let text = std::fs::read_to_string("deploy/traefik.yaml").unwrap();
    assert_known(&serde_saphyr::from_str::<Value>(&text).unwrap(), "");
    for (given, slip) in
        [("burst:", "bursts:"), ("ipv6Subnet:", "ipv6subnet:"), ("idleConnTimeout:", "idleTimeout:"), ("url:", "urls:")]
    {
        let wrong = serde_saphyr::from_str::<Value>(&text.replacen(given, slip, 1)).unwrap();
        assert!(std::panic::catch_unwind(|| assert_known(&wrong, "")).is_err(), "{slip} is noticed");
    }
}

#[test]
fn the_limits_of_traefik_take_an_ipv6_network_for_one_client_and_never_go_by_the_host() {
    let text = std::fs::read_to_string("deploy/traefik.yaml").unwrap();
    let http = &serde_saphyr::from_str::<Value>(&text).unwrap()["http"];
    // What inFlightReq does by default.
    for (middleware, limit) in [("communique-requests", "rateLimit"), ("communique-connections", "inFlightReq")] {
        let criterion = &http["middlewares"][middleware][limit]["sourceCriterion"];
        assert_eq!(*criterion, serde_json::json!({"ipStrategy": {"ipv6Subnet": 64}}), "{middleware}");
    }
}

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
