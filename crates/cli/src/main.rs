//! The program: settings, files, output.

fn main() -> anyhow::Result<()> {
    Ok(())
}
