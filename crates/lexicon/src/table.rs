//! One tab-separated file: named columns, one fact a line, and where each fact stands for error messages.

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TableError {
    #[error("{file}: no line `# columns:`; the head must name the columns, separated by tabs or spaces")]
    NoColumns { file: String },
    #[error("{file}, line {line}: {found} columns, but the head names {wanted}; separate columns by one tab")]
    Width { file: String, line: usize, found: usize, wanted: usize },
    #[error("{file}: columns are `{found}`, but the table it adds to has `{wanted}`")]
    OtherColumns { file: String, found: String, wanted: String },
    #[error("{file}, line {line}: `{value}` is no {wanted}")]
    Value { file: String, line: usize, value: String, wanted: &'static str },
}

#[derive(Debug, Clone)]
pub struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One line of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    pub line: usize,
    cells: &'a [String],
}

impl Table {
    pub fn parse(path: &str, text: &str) -> Result<Table, TableError> {
        let file = format!("{path}.tsv");
        let mut columns: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if let Some(head) = line.strip_prefix('#') {
                if let Some(names) = head.trim_start().strip_prefix("columns:") {
                    columns = names.split_whitespace().map(str::to_string).collect();
                }
            } else if !line.trim().is_empty() {
                let mut cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_string()).collect();
                if cells.len() > columns.len() && !columns.is_empty() {
                    let (found, wanted) = (cells.len(), columns.len());
                    return Err(TableError::Width { file, line: index + 1, found, wanted });
                }
                cells.resize(columns.len(), String::new());
                rows.push((index + 1, cells));
            }
        }
        if columns.is_empty() {
            return Err(TableError::NoColumns { file });
        }
        Ok(Table { file, columns, rows })
    }

    /// Adds the rows of a user's file; rows that start with `-` take out those whose filled cells are equal.
    pub fn extend(&mut self, more: Table) -> Result<(), TableError> {
        if more.columns != self.columns {
            let (found, wanted) = (more.columns.join(" "), self.columns.join(" "));
            return Err(TableError::OtherColumns { file: more.file, found, wanted });
        }
        for (line, mut cells) in more.rows {
            match cells[0].strip_prefix('-').map(str::to_string) {
                Some(first) => {
                    cells[0] = first;
                    self.rows
                        .retain(|(_, row)| row.iter().zip(&cells).any(|(have, out)| !out.is_empty() && have != out));
                }
                None => self.rows.push((line, cells)),
            }
        }
        Ok(())
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    pub fn columns(&self) -> &[String] {
        &self.columns
    }
}

impl<'a> Row<'a> {
    /// The cell under `column`; empty where the table has no such column or the line ends before it.
    pub fn get(self, column: &str) -> &'a str {
        let index = self.table.columns.iter().position(|name| name == column);
        index.and_then(|index| self.cells.get(index)).map_or("", String::as_str)
    }

    /// The parts of a cell that lists several values with `|` between them.
    pub fn list(self, column: &str) -> impl Iterator<Item = &'a str> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// An error that names this line.
    pub fn wrong(self, column: &str, wanted: &'static str) -> TableError {
        TableError::Value {
            file: self.table.file.clone(),
            line: self.line,
            value: self.get(column).to_string(),
            wanted,
        }
    }
}
