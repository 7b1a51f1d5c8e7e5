use std::io::Read;
fn main() {
    let lexicon = lexicon::Lexicon::builtin().unwrap();
    for file in std::env::args().skip(1) {
        let mut text = String::new();
        std::fs::File::open(&file).unwrap().read_to_string(&mut text).unwrap();
        let report = report::Report::new(text, report::About::default());
        let analysis = analysis::sentence::split(&report, &lexicon);
        println!("=== {file}");
        let mut last = usize::MAX;
        for s in &analysis.sentences {
            let b = &report.blocks[s.block];
            let mark = match b.kind { report::BlockKind::Heading => "H", report::BlockKind::Paragraph => if s.block != last {"P"} else {" "}, report::BlockKind::ListItem { lead_in } => if lead_in.is_some() {"I"} else {"i"}, report::BlockKind::Caption => "C" };
            last = s.block;
            println!("{mark}{} {}", if s.heading { "h" } else { " " }, s.span.of(&report.text).replace('\n', "\\n"));
        }
    }
}
