use std::io::{Read, Write};
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let lexicon = lexicon::Lexicon::builtin().unwrap();
    let report = report::Report::new(text, report::About::default());
    let start = std::time::Instant::now();
    let analysis = analysis::sentence::split(&report, &lexicon);
    eprintln!("{} tokens {} sentences {:?}", analysis.tokens.len(), analysis.sentences.len(), start.elapsed());
    let index = report::CharIndex::new(&report.text);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for s in &analysis.sentences {
        for t in &analysis.tokens[s.first..s.last] {
            let c = index.chars(t.span);
            writeln!(out, "{} {} {}", c.start, c.end, t.span.of(&report.text)).unwrap();
        }
        writeln!(out).unwrap();
    }
}
