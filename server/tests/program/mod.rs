//! The binary in a folder of its own, which is removed in the end.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

pub struct Program {
    folder: PathBuf,
}

impl Program {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tiga-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// A file of the project’s data folder.
    pub fn data(name: &str) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        folder.join(name).to_string_lossy().into_owned()
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    pub fn write(&self, name: &str, content: &str) -> String {
        std::fs::write(self.folder.join(name), content).unwrap();
        self.path(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiga"));
        command
            .current_dir(&self.folder)
            .env_remove("TIGA_DATABASE")
            .env_remove("TIGA_SOURCES")
            .env_remove("TIGA_DECISIONS")
            .env_remove("TIGA_DOWNLOADS")
            .args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs with `--json` and reads what was printed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.command(arguments).arg("--json").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An IATI activity that is not real.
pub fn activity(number: u32) -> String {
    format!(
        r#"<iati-activity>
<iati-identifier>XM-DAC-46004-{number:06}</iati-identifier>
<reporting-org ref="XM-DAC-46004" type="40"><narrative>Asian Development Bank</narrative></reporting-org>
<title><narrative>Test activity {number}</narrative></title>
<description><narrative>{words}</narrative></description>
<activity-status code="2"/>
<activity-date type="2" iso-date="2018-03-01"/>
<recipient-country code="VN" percentage="60"/>
<recipient-country code="KH" percentage="40"/>
<location><name><narrative>Town {number}</narrative></name><point><pos>11.5 105.0</pos></point></location>
<sector vocabulary="1" code="21020" percentage="100"/>
<transaction><transaction-type code="2"/><transaction-date iso-date="2018-04-01"/><value currency="USD" value-date="2018-04-01">{number}00</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2019-04-01"/><value currency="USD" value-date="2019-04-01">{number}0</value></transaction>
</iati-activity>
"#,
        words = "Roads and schools of a place that does not exist. ".repeat(12),
    )
}
