//! Places that cannot be written: folders that are files, full disks, folders without permission.

use std::fs;

use crate::fixture::CaseFixture;

#[test]
fn a_file_where_a_folder_is_needed_is_left_alone() {
    CaseFixture::new()
        .file("documents", "not a folder\n")
        .file("a.txt", "Words.\n")
        .run(["add", "a.txt"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["query", "actors", "-o", "codebook.toml/answer.csv"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["vocabulary", "-o", "case.toml/terms.ttl"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["init", "codebook.toml"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("bad-input/file-for-folder");
}

#[test]
fn a_folder_where_a_file_is_needed_is_left_alone() {
    CaseFixture::new()
        .document("a", "Words.\n")
        .file("documents/b.md/inside", "")
        .file("b.txt", "Other words.\n")
        .run(["check"])
        .expect_exit(2)
        .expect_unchanged()
        .run(["query", "actors", "-o", "documents"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("bad-input/folder-for-file");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let fixture = CaseFixture::new().document("a", "Words.\n").file("b.txt", "Other words.\n");
    let documents = fixture.path("documents");
    fs::set_permissions(&documents, fs::Permissions::from_mode(0o555)).expect("our own folder");
    if fs::write(documents.join("probe"), "").is_ok() {
        // The system administrator may write everywhere: a file in the folder's place shows the same (see above).
        fs::remove_file(documents.join("probe")).expect("our own file");
        return;
    }
    let fixture =
        fixture.run(["add", "b.txt"]).expect_exit(2).expect_stderr("check the folder's permissions").expect_unchanged();
    let documents = fixture.path("documents");
    fs::set_permissions(&documents, fs::Permissions::from_mode(0o755)).expect("our own folder");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_reported() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(device) = full() else {
        return;
    };
    CaseFixture::new()
        .run_to(["query", "actors", "--format", "csv"], device.into())
        .expect_exit(2)
        .expect_unchanged()
        .run(["query", "actors", "--format", "csv", "-o", "/dev/full"])
        .expect_exit(2)
        .expect_unchanged()
        .expect_transcript("bad-input/full-device");
    assert!(full().is_ok(), "the device was replaced by a file");
}

/// A case on a file system of a few kilobytes: what does not fit is not written, and what was there stays.
///
/// It needs the right to mount in a name space of one's own; where there is none, nothing is tested.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_was_there() {
    const SCRIPT: &str = r#"
        mount -t tmpfs -o size=32k tmpfs small || exit 77
        cp -r case/. small/ && cp -r small before || exit 78
        "$PROGRAM" --case small add large.txt
        echo "exit $?"
        diff -r before small && echo unchanged
    "#;
    let fixture = CaseFixture::new()
        .document("a", "Words.\n")
        .file("../large.txt", "Many words. ".repeat(10_000))
        .file("../small/.keep", "")
        .within("");
    let output = std::process::Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT])
        .current_dir(fixture.path(""))
        .env("PROGRAM", env!("CARGO_BIN_EXE_stancegraph"))
        .output();
    let Ok(output) = output else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    if !said.contains("exit ") {
        return;
    }
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "exit 2\nunchanged\n", "{talk}");
    assert!(talk.contains("cannot write") && talk.contains("free space"), "{talk}");
}
