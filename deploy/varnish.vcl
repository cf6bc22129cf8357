# Varnish 7 in front of communique: a file for /etc/varnish/default.vcl. What does TLS stands before it, and asks it at port 6081.
#
# Start communique with
#   --public-url https://www.example.org --trusted-proxies 127.0.0.1 --listen 127.0.0.1:8080
# Start Varnish with -p http_gzip_support=off, so that it asks for brotli, too, and with -p http_resp_hdr_len=16k, so that an
# answer may repeat an address of 8 KiB (systemctl edit varnish, docs/OPERATING.md).
# It appends the address of its peer to X-Forwarded-For; communique reads that from the right and passes over --trusted-proxies:
# what stands before Varnish is named there, too, or all its visitors are one client.
# The path arrives as it is, below a base path too. Varnish itself limits no client; communique does, but for forms
# that come slowly to several servers (below).
vcl 4.1;

backend one {
    # .path = "/run/communique/site.sock"; in the place of these two for a Unix socket.
    .host = "127.0.0.1";
    .port = "8080";
    .connect_timeout = 3s;
    .first_byte_timeout = 35s;
    .between_bytes_timeout = 35s;
}

# With several servers: take away the lines that begin and end this comment, and name them. Those on other machines also want
#   .probe = { .url = "/robots.txt"; .interval = 2s; .timeout = 1s; }
# (a base path stands before it), or whoever is sent to a machine that is gone waits for connect_timeout first.
# A form is then read whole and kept in memory until it is answered, so that another server can be asked. communique sees it only
# then, and no longer ends one that drips: Varnish ends one that sends nothing for timeout_idle (5 s), and for the whole time of a
# form there is only the limit of what does TLS.
/*
import directors;
import std;

backend two { .host = "10.0.0.2"; .port = "8080"; .connect_timeout = 3s; .first_byte_timeout = 35s; .between_bytes_timeout = 35s; }

sub vcl_init {
    new communique = directors.shard();
    communique.add_backend(one);
    communique.add_backend(two);
    communique.reconfigure();
}

sub vcl_recv {
    # Up to the longest form that is accepted.
    if (req.method == "POST" && std.integer(req.http.Content-Length, 0) > 0 && std.integer(req.http.Content-Length, 0) <= 65536) {
        std.cache_req_body(64KB);
    }
}

sub vcl_backend_fetch {
    # Any of them; asked again, another one.
    set bereq.backend = communique.backend(by=KEY, key=communique.key("" + std.real(time=bereq.time, fallback=0.0)), alt=bereq.retries);
}

sub vcl_backend_error {
    # Where one server is gone another one is asked, once, for a message too: whoever sends the same text twice has sent one
    # message and gets one reference. Not where a server has answered, nor where one was waited for in vain.
    if (bereq.retries == 0 && !bereq.http.X-Answered && now < bereq.time + 5s) {
        return (retry);
    }
}
*/

sub vcl_recv {
    # communique is told the client by X-Forwarded-For alone.
    unset req.http.Forwarded;
    if (req.method == "CONNECT" || req.method == "PRI") {
        return (synth(405));
    }
    # communique itself refuses what is too long, and gives what was typed back; up to here it can.
    if (req.http.Content-Length ~ "^0*([3-9][0-9]{5}|[1-9][0-9]{6,})$") {
        return (synth(413));
    }
    # Forms; and methods of which the rules that are built in would make a tunnel.
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # One entry a coding.
    if (req.http.Accept-Encoding ~ "(?i)(^|,)\s*br\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*)\s*)?(,|$)") {
        set req.http.Accept-Encoding = "br";
    } elseif (req.http.Accept-Encoding ~ "(?i)(^|,)\s*zstd\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*)\s*)?(,|$)") {
        set req.http.Accept-Encoding = "zstd";
    } elseif (req.http.Accept-Encoding ~ "(?i)(^|,)\s*gzip\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*)\s*)?(,|$)") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # Pages say how long they keep: ten minutes. Then communique is asked, and an older page is shown only where it does not
    # answer (vcl_deliver).
    if (req.restarts == 0) {
        unset req.http.X-Again;
        set req.grace = 0s;
    } else {
        set req.http.X-Again = "yes";
        set req.grace = 8d;
    }
    # Pages are the same for everybody: no cookie and no password is read.
    return (hash);
}

sub vcl_hash {
    # communique never reads Host.
    hash_data(req.url);
    return (lookup);
}

sub vcl_miss {
    # Asked again, and there is no older page: the answer of communique as it is, unless it was waited for in vain.
    if (req.restarts > 0) {
        if (req.http.X-Waited) {
            return (synth(503));
        }
        return (pass);
    }
}

sub vcl_backend_fetch {
    unset bereq.http.X-Answered;
    unset bereq.http.X-Again;
}

sub vcl_backend_error {
    # Fetched beside an older page that is shown: if others wait for it, Varnish would keep the failure in its place for a second.
    if (bereq.is_bgfetch) {
        return (abandon);
    }
    # The same for those who wait: Varnish keeps the failure for them for a second. Whoever asks again is not shown it.
    set beresp.http.Vary = "X-Again";
    if (!bereq.http.X-Answered && now > bereq.time + 1s) {
        set beresp.http.X-Waited = "yes";
    }
}

sub vcl_backend_response {
    set bereq.http.X-Answered = "yes";
    if (bereq.is_bgfetch && beresp.status >= 500) {
        return (abandon);
    }
    # Kept, a failure would take the place of an older page.
    if (beresp.status >= 500 && !bereq.uncacheable) {
        return (error(beresp.status));
    }
    # What pages say of themselves (stale-if-error). The bare address has an entry for each list of languages, and those
    # are not kept so long.
    if (beresp.http.Cache-Control ~ "stale-if-error") {
        set beresp.grace = 7d;
    } else {
        set beresp.grace = 10m;
    }
}

sub vcl_deliver {
    # communique does not answer, or fails: an older page, if there is one.
    if (resp.status >= 500 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
        unset req.http.X-Waited;
        if (resp.http.X-Waited) {
            set req.http.X-Waited = "yes";
        }
        return (restart);
    }
    unset resp.http.X-Waited;
    if (resp.http.Vary == "X-Again") {
        unset resp.http.Vary;
    }
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
