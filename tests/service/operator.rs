//! What operators ask the program for: whether a server is ready, completions, manual pages; and what it warns of.

use std::process::Command;

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, free_port};

/// What a health check says, and its exit code.
fn check(listen: &str) -> (Option<i32>, String) {
    let output = Command::new(BINARY).args(["healthcheck", "--admin-listen", listen]).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    (output.status.code(), said)
}

#[test]
fn a_health_check_says_in_a_line_and_by_its_exit_code_whether_a_server_is_ready() {
    let folder = tempfile::tempdir().unwrap();
    let socket = format!("unix:{}", folder.path().join("admin").display());
    let anywhere = format!("0.0.0.0:{}", free_port());
    for listen in [&socket, &anywhere] {
        let (code, said) = check(listen);
        assert!(code == Some(1) && said.starts_with("no answer: "), "{said}");
        let flag = format!("--admin-listen={listen}");
        let server = FastProgram::speaking(&["en"], &[&flag]).start(folder.path());
        assert_eq!(check(listen), (Some(0), "ready\n".to_owned()), "{}", server.log());
        // Another program, or the wrong of our listeners.
        assert_eq!(
            check(&server.listen),
            (Some(1), "not ready: 404 from what is no --admin-listen of a server\n".into())
        );
    }
    let (code, said) = check("systemd");
    assert!(code == Some(2) && said.contains("--admin-listen (COMMUNIQUE_ADMIN_LISTEN) is needed"), "{said}");
}

#[test]
fn it_is_said_that_everybody_is_believed() {
    for (networks, warns) in [
        ("0.0.0.0/0", true),
        ("10.0.0.0/8,::/0", true),
        ("0.0.0.0/1,128.0.0.0/1", true),
        ("::ffff:0:0/96", true),
        ("10.0.0.0/8,unix", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let flag = format!("--trusted-proxies={networks}");
        let server = FastProgram::speaking(&["en"], &[&flag]).start(folder.path());
        assert_eq!(server.log().contains("names all addresses"), warns, "{networks}");
    }
}

#[test]
fn shells_and_manuals_know_every_command_and_every_setting() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let output = Command::new(BINARY).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let command = communique::cli::command();
    let flags: Vec<&str> = command.get_arguments().filter_map(|argument| argument.get_long()).collect();
    assert!(flags.contains(&"config") && flags.len() > 20);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        for flag in flags.iter().filter(|flag| !["help", "version"].contains(flag)) {
            assert!(script.contains(flag), "{shell}: {flag}");
        }
    }
    run(&["man", folder.path().to_str().unwrap()]);
    let page = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let serve = page("communique-serve.1").replace("\\-", "-");
    for flag in flags.iter().filter(|flag| **flag != "version") {
        assert!(serve.contains(&format!("--{flag}")), "{flag}");
    }
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        assert!(page(&format!("communique-{}.1", sub.get_name())).contains(".TH"), "{}", sub.get_name());
    }
}
