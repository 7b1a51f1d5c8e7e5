-- Derived: under which words reports and claims are found; the texts themselves are not kept here. The program writes the
-- words, since it alone folds letters and cuts a claim's words from its text, and tells the version when it has done so.
CREATE VIRTUAL TABLE report_word USING fts5 (
  text, title, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE claim_word USING fts5 (
  evidence, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
