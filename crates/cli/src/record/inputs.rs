//! Files, folders, standard input -> reports to be added, one after the other, in memory that does not grow with them.
//!
//! Plain text is one report; JSON lines are one report a line (`text`, and as far as they are there `date` or
//! `published`, `title`, `url`, `outlet`, `side`, `language`); a JSON file may also be one object or an array of such.
//! Either may be compressed by gzip. What a file is shows in its bytes, and in its ending where the bytes leave it open.
//! What cannot be read is one error with its file and line, and the rest goes on.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use events::Filed;
use flate2::bufread::MultiGzDecoder;
use jiff::civil::Date;

use super::json::{self, Line};
use crate::input::{self, Input, InputError};

/// Endings of the files that a folder is searched for; each may be followed by `.gz`.
const ENDINGS: &[&str] = &["txt", "md", "jsonl", "ndjson"];
/// A line of JSON, or an array in a file, may not be longer: a report of the largest size with every character escaped.
const LINE_BYTES_MAX: u64 = 64 << 20;
/// Text is packed four to ten times; what unpacks to more than this many times its size is no file of reports.
const UNPACKED_TIMES_MAX: u64 = 200;
/// A smaller output is not looked at.
const UNPACKED_FREE: u64 = 64 << 20;
/// How much of a file is looked at to see what it is.
const HEAD_BYTES: usize = 64 << 10;

/// The byte order mark that some programs put before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What is told of all reports of a command, where they do not say it themselves.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) published: Option<Date>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) encoding: Option<String>,
}

/// A report to be added, or why it is none.
pub(crate) type Incoming = Result<Filed, String>;

/// The files that the arguments stand for, in their order; those of a folder sorted.
pub(crate) fn expand(paths: &[PathBuf]) -> Vec<Result<Input, InputError>> {
    input::expand(paths, is_report)
}

fn is_report(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Hands on every report of one input. `take` returns false when nobody wants more.
pub(crate) fn each(input: &Input, about: &About, take: &mut dyn FnMut(Incoming) -> bool) {
    let name = match input {
        Input::File(path) => path.display().to_string(),
        Input::Stdin => "standard input".to_string(),
    };
    let file = match input {
        Input::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
        Input::Stdin => None,
    };
    let opened: std::io::Result<Box<dyn Read>> = match input {
        Input::File(path) => File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
        Input::Stdin => Ok(Box::new(std::io::stdin())),
    };
    let source = Source { name, file, about };
    match opened {
        Ok(read) => source.each(Box::new(BufReader::with_capacity(HEAD_BYTES, read)), take),
        Err(error) => {
            take(Err(source.wrong(None, &error.to_string())));
        }
    }
}

/// One input, and what is known of it.
struct Source<'a> {
    /// As errors name it.
    name: String,
    /// Base name of the file.
    file: Option<String>,
    about: &'a About,
}

/// What the bytes of an input are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    /// One report a line.
    Lines,
    /// One object over many lines, or an array.
    Document,
}

impl Source<'_> {
    fn each(&self, mut read: Box<dyn BufRead>, take: &mut dyn FnMut(Incoming) -> bool) {
        let packed = match read.fill_buf() {
            Ok(head) => head.starts_with(&[0x1f, 0x8b]),
            Err(error) => {
                take(Err(self.wrong(None, &error.to_string())));
                return;
            }
        };
        if packed {
            let unpacked = Unpacked { read: MultiGzDecoder::new(Counted { read, bytes: 0 }), bytes: 0 };
            self.unpacked(BufReader::with_capacity(HEAD_BYTES, unpacked), take);
        } else {
            self.unpacked(read, take);
        }
    }

    fn unpacked(&self, mut read: impl BufRead, take: &mut dyn FnMut(Incoming) -> bool) {
        let mut head = Vec::new();
        if let Err(error) = read.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head) {
            take(Err(self.wrong(None, &error.to_string())));
            return;
        }
        let shape = shape(&head, self.file.as_deref().unwrap_or_default());
        let mut whole = Cursor::new(head).chain(read);
        match shape {
            Shape::Text => {
                take(self.text(&mut whole));
            }
            Shape::Lines => self.lines(&mut whole, take),
            Shape::Document => self.document(&mut whole, take),
        }
    }

    fn text(&self, read: &mut impl Read) -> Incoming {
        let mut bytes = Vec::new();
        let limit = report::BYTES_MAX as u64 + 1;
        read.take(limit).read_to_end(&mut bytes).map_err(|error| self.wrong(None, &error.to_string()))?;
        let text = report::decode(&bytes, self.about.encoding.as_deref());
        let text = text.map_err(|error| self.wrong(None, &error.to_string()))?;
        self.filed(Line { text, ..Line::default() }, None)
    }

    fn lines(&self, read: &mut impl BufRead, take: &mut dyn FnMut(Incoming) -> bool) {
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            let incoming = match read.by_ref().take(LINE_BYTES_MAX + 1).read_until(b'\n', &mut line) {
                Ok(0) => return,
                Ok(_) if line.len() as u64 > LINE_BYTES_MAX => match skip_line(read) {
                    Ok(()) => Err(self.wrong(Some(number), &format!("longer than {} MiB", LINE_BYTES_MAX >> 20))),
                    Err(error) => Err(self.wrong(Some(number), &error.to_string())),
                },
                Ok(_) if line.trim_ascii().is_empty() => continue,
                Ok(_) => self.line(&line, number),
                Err(error) => {
                    take(Err(self.wrong(Some(number), &error.to_string())));
                    return;
                }
            };
            if !take(incoming) {
                return;
            }
        }
    }

    fn line(&self, bytes: &[u8], number: u64) -> Incoming {
        let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let line = json::object(bytes).map_err(|problem| self.wrong(Some(number), &problem))?;
        self.filed(line, Some(number))
    }

    /// One object, or an array: held whole.
    fn document(&self, read: &mut impl Read, take: &mut dyn FnMut(Incoming) -> bool) {
        let mut bytes = Vec::new();
        if let Err(error) = read.take(LINE_BYTES_MAX + 1).read_to_end(&mut bytes) {
            take(Err(self.wrong(None, &error.to_string())));
            return;
        }
        if bytes.len() as u64 > LINE_BYTES_MAX {
            let problem = format!("longer than {} MiB; give one object on each line", LINE_BYTES_MAX >> 20);
            take(Err(self.wrong(None, &problem)));
            return;
        }
        match json::document(&bytes) {
            Ok(objects) => {
                for (object, number) in objects.into_iter().zip(1..) {
                    let incoming = object.map_err(|problem| self.wrong(Some(number), &problem));
                    if !take(incoming.and_then(|line| self.filed(line, Some(number)))) {
                        return;
                    }
                }
            }
            Err(problem) => {
                take(Err(self.wrong(None, &problem)));
            }
        }
    }

    /// What the report says of itself goes before what the command says of all.
    fn filed(&self, line: Line, number: Option<u64>) -> Incoming {
        if line.text.trim().is_empty() {
            return Err(self.wrong(number, "no words in it"));
        }
        let text = report::decode(line.text.as_bytes(), None);
        let text = text.map_err(|error| self.wrong(number, &error.to_string()))?;
        let about = self.about;
        let mut filed = Filed::new(text, line.published.or(about.published));
        filed.file = self.file.clone();
        filed.title = line.title.or_else(|| about.title.clone());
        filed.outlet = line.outlet.or_else(|| about.outlet.clone());
        filed.url = line.url.or_else(|| about.url.clone());
        filed.side = line.side.or_else(|| about.side.clone());
        if let Some(language) = line.language.or_else(|| about.language.clone()) {
            filed.language = language;
        }
        Ok(filed)
    }

    /// "items.jsonl, line 12: not JSON".
    fn wrong(&self, line: Option<u64>, problem: &str) -> String {
        let line = line.map_or(String::new(), |line| format!(", line {line}"));
        format!("{}{line}: {problem}", self.name)
    }
}

fn shape(head: &[u8], file: &str) -> Shape {
    let file = file.to_lowercase();
    let file = file.strip_suffix(".gz").unwrap_or(&file);
    let start = head.strip_prefix(MARK).unwrap_or(head).trim_ascii_start();
    if file.ends_with(".jsonl") || file.ends_with(".ndjson") {
        return Shape::Lines;
    }
    let first = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    // A first line longer than the head is cut, and no sign of anything but one object on a line.
    let whole_line = first.len() < start.len() || head.len() < HEAD_BYTES;
    match start.first() {
        Some(b'{') if json::object(first).is_ok() => Shape::Lines,
        Some(b'{') if !whole_line && json::looks_like_object(first) => Shape::Lines,
        Some(b'{' | b'[') if file.ends_with(".json") => Shape::Document,
        Some(b'[') if json::looks_like_array(start) => Shape::Document,
        Some(b'{') if json::looks_like_object(start) => Shape::Document,
        _ => Shape::Text,
    }
}

/// To behind the next line end.
fn skip_line(read: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let have = read.fill_buf()?;
        if have.is_empty() {
            return Ok(());
        }
        let end = have.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(have.len(), |at| at + 1);
        read.consume(length);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// Counts the packed bytes that were used.
struct Counted<R> {
    read: R,
    bytes: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.read.read(out)?;
        self.bytes += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.read.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.bytes += count as u64;
        self.read.consume(count);
    }
}

/// Stops where a small file unpacks to a huge one.
struct Unpacked<R: BufRead> {
    read: MultiGzDecoder<Counted<R>>,
    bytes: u64,
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.read.read(out)?;
        self.bytes += count as u64;
        let packed = self.read.get_ref().bytes.max(1);
        if self.bytes > UNPACKED_FREE && self.bytes / packed > UNPACKED_TIMES_MAX {
            let problem = format!("unpacks to more than {UNPACKED_TIMES_MAX} times its size; not read further");
            return Err(std::io::Error::other(problem));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn what_a_file_is_shows_in_its_bytes() {
        let object = br#"{"text": "It rained.", "date": "2024-01-02"}"#;
        check(Shape::Lines, object, "");
        check(Shape::Lines, object, "items.json");
        check(Shape::Lines, b"", "items.jsonl.gz");
        check(Shape::Lines, b"nonsense", "items.NDJSON");
        check(Shape::Document, b"[\n {\"text\": \"It rained.\"}\n]", "items.json");
        check(Shape::Document, b"[ {\"text\": \"It rained.\"}]", "");
        check(Shape::Document, b"{\n \"text\": \"It rained.\"\n}", "one.json");
        check(Shape::Text, b"Drones hit a depot.", "night.txt");
        check(Shape::Text, b"[Updates throughout] Drones hit a depot.", "night.txt");
        check(Shape::Text, b"{Updates throughout} Drones hit a depot.", "night.txt");
        check(Shape::Text, b"", "night.txt");
    }

    #[track_caller]
    fn check(want: Shape, head: &[u8], file: &str) {
        assert_eq!(shape(head, file), want, "{file}");
    }

    #[test]
    fn a_bad_line_is_one_error_and_the_others_are_read() {
        let lines = "{\"text\": \"One.\"}\n\nnonsense\n{\"text\": \" \"}\n{\"text\": 5}\n{\"text\": \"Two.\", \"date\": \"2024-01-02\"}";
        let got = told(lines.as_bytes());
        assert_eq!(got.len(), 5, "{got:?}");
        assert_eq!(got[0], "One. None");
        assert!(got[1].starts_with("items.jsonl, line 3: not JSON"), "{}", got[1]);
        assert_eq!(got[2], "items.jsonl, line 4: no words in it");
        assert!(got[3].starts_with("items.jsonl, line 5: "), "{}", got[3]);
        assert_eq!(got[4], "Two. Some(2024-01-02)");
    }

    #[test]
    fn gzip_is_read_and_what_explodes_is_not() {
        assert_eq!(told(&packed(b"{\"text\": \"One.\"}\n")), ["One. None"]);
        let line = b"{\"text\": \"One.\"}\n".to_vec();
        let bomb = [line, vec![b' '; 100 << 20]].concat();
        let got = told(&packed(&bomb));
        assert_eq!(got[0], "One. None");
        assert!(got[1].contains("200 times its size") || got[1].contains("longer than"), "{got:?}");
        assert!(told(&packed(b"{\"text\": \"One.\"}\n")[..20])[0].starts_with("items.jsonl: "));
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn told(bytes: &[u8]) -> Vec<String> {
        let about = About::default();
        let source = Source { name: "items.jsonl".into(), file: Some("items.jsonl".into()), about: &about };
        let mut got = Vec::new();
        source.each(Box::new(Cursor::new(bytes.to_vec())), &mut |incoming| {
            got.push(incoming.map_or_else(|wrong| wrong, |filed| format!("{} {:?}", filed.text, filed.published)));
            true
        });
        got
    }
}
