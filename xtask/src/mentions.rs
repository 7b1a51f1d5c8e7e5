//! `cargo xtask mentions`: the tags, tree and mentions of a text, for whoever writes tables and rules.

use clap::Args;
use jiff::civil::Date;
use report::{About, Report};

use crate::data::reader;

#[derive(Args)]
pub(crate) struct Options {
    /// A text, or `@FILE`
    text: String,
    /// Day of publication
    #[arg(long)]
    published: Option<Date>,
    /// Print the tokens too
    #[arg(long)]
    tokens: bool,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let text = match options.text.strip_prefix('@') {
        Some(file) => std::fs::read_to_string(file)?,
        None => options.text.clone(),
    };
    let report = Report::new(text, About { published: options.published, ..About::default() });
    let analysis = reader.read(&report).analysis;
    for (id, token) in analysis.tokens.iter().enumerate().filter(|_| options.tokens) {
        let head = token.head.map_or("-".to_string(), |head| head.to_string());
        let (upos, xpos, relation) = (token.upos.name(), token.xpos.name(), token.relation.name());
        println!("{id:4} {:20} {:14} {upos:5} {xpos:4} {head:>4} {relation}", token.span.of(&report.text), token.lemma);
    }
    for (id, mention) in analysis.mentions.iter().enumerate() {
        let actors: Vec<String> = mention
            .actors
            .iter()
            .map(|actor| {
                let name = actor.name.as_ref().map_or(String::new(), |name| format!("({name})"));
                format!("{}{name}", actor.id.as_deref().unwrap_or("?"))
            })
            .collect();
        let place = mention.place.as_ref().map_or(String::new(), |place| format!(" @{} {}", place.name, place.country));
        let back = mention.antecedent.map_or(String::new(), |id| format!(" <- {id}"));
        println!(
            "{id:4} {:?} {:?} {:?} [{}]{back}{place} in {:?}",
            mention.kind,
            mention.form,
            mention.span.of(&report.text),
            actors.join(" "),
            mention.full.of(&report.text),
        );
    }
    Ok(())
}
