//! Every weight of every judgement of this stage, once, in one unit: how many times likelier a thing makes the one
//! reading than the other, as a natural logarithm.

/// A page's first row is the rest of the row that the break has cut, rather than a new one.
pub(crate) mod rest {
    /// A column that nearly every row fills is empty in it.
    pub(crate) const EMPTY_WHERE_FILLED: f32 = 1.5;
    /// A column that nearly every row fills is still empty in the row before the break.
    pub(crate) const MISSING_BEFORE: f32 = 1.5;
    /// Its name begins with a small letter.
    pub(crate) const SMALL_LETTER: f32 = 2.0;
    /// Its name begins with a capital or a digit.
    pub(crate) const CAPITAL: f32 = -1.2;
    /// It has no name at all.
    pub(crate) const NO_NAME: f32 = 2.5;
    /// The text before the break ends with a word that no sentence ends with.
    pub(crate) const OPEN_END: f32 = 2.0;
    /// Both parts have a whole value in one column.
    pub(crate) const TWO_VALUES: f32 = -3.0;
    /// No line is painted under the row before the break, where others have one.
    pub(crate) const NO_LINE: f32 = 1.0;
    /// A level's cell in it begins with a code, as the titles of its column do.
    pub(crate) const NEW_CODE: f32 = -8.0;
    /// A level's whole text stands in both parts: each row prints it.
    pub(crate) const SAME_TITLE: f32 = -2.0;
    /// A level's cell in it begins with a capital.
    pub(crate) const NEW_TITLE: f32 = -1.0;
    /// Before anything is known: one page break in three cuts a row.
    pub(crate) const PRIOR: f32 = -0.7;
    /// A column is one that nearly every row fills from this share of rows on.
    pub(crate) const NEARLY_ALL: f32 = 0.8;
}

/// Is a table read at all?
pub(crate) mod sure {
    /// Of the names and titles of its rows so many may look cut: beginning with a small letter where others begin with
    /// a capital, or ending where no name ends. Of drawn matrices that were read exactly none had more than one in
    /// twenty, of those whose rows were cut wrongly nearly all more than one in eight.
    pub(crate) const MOST_CUT: f32 = 0.1;
    /// The same where all sides of all cells are painted: a cut cell is rare there, and in a scan what was recognised of a
    /// speck stands before a name or after it. Of 96 drawn matrices none is read otherwise by it than by the other.
    pub(crate) const MOST_CUT_PAINTED: f32 = 0.3;
    /// Of the rows of a table of three columns and more so many may fill one only. Drawn matrices that were read exactly had
    /// at most one in ten, those in which lines were taken for rows one in three and more.
    pub(crate) const MOST_LONE: f32 = 0.2;
    /// From this share of small letters on they are the body's habit.
    pub(crate) const HABIT: f32 = 0.7;
}

/// A level's cell at the head of a page is the rest of the title that the break has cut, rather than a new node.
pub(crate) mod title {
    /// It begins with a small letter.
    pub(crate) const SMALL_LETTER: f32 = 3.0;
    /// It begins with a capital or a digit.
    pub(crate) const CAPITAL: f32 = -1.5;
    /// The title before ends with a word that no title ends with.
    pub(crate) const OPEN_END: f32 = 3.0;
    /// It begins with a code, as the titles of the column do.
    pub(crate) const CODE: f32 = -4.0;
    /// The titles of the column begin with codes, and it does not.
    pub(crate) const NO_CODE: f32 = 3.0;
    /// The title before is nothing but a code.
    pub(crate) const ONLY_CODE: f32 = 4.0;
    /// Before anything is known.
    pub(crate) const PRIOR: f32 = -1.0;
}

/// What makes labels and values a sheet.
pub(crate) mod sheet {
    /// A title without a label needs this many labelled fields below it: with one, a note under any heading is a sheet.
    pub(crate) const FEWEST_FIELDS: usize = 2;
    /// No title of the labelled documents has more words (longest: 58); a paragraph of prose has.
    pub(crate) const MOST_TITLE_WORDS: usize = 70;
    /// One label and a table are of one sheet where at most so many words stand between them: a note, no chapter.
    pub(crate) const MOST_PROSE: usize = 60;
    /// A definition has at least so many words.
    pub(crate) const FEWEST_DEFINING: usize = 4;
    /// For each value that does not read as its label promises so many must: a glossary's sentences pass one in two.
    pub(crate) const GOOD_FOR_BAD: usize = 3;
    /// A value of a typed field in words: `Entro la fine dell'anno`, `Tutti gli uffici`.
    pub(crate) const MOST_VALUE_WORDS: usize = 6;
}

/// Rows and cells of a table that nothing paints.
pub(crate) mod unpainted {
    /// A row, so that more rows are none for nothing.
    pub(crate) const ROW: f32 = 0.3;
    /// Wide white inside a cell.
    pub(crate) const WIDE_INSIDE: f32 = 4.0;
    /// Two whole values on two lines of one cell.
    pub(crate) const TWO_VALUES: f32 = 4.0;
    /// A code inside a title.
    pub(crate) const CODE_INSIDE: f32 = 3.0;
    /// A line of a text that is its first again.
    pub(crate) const TWICE: f32 = 4.0;
    /// A name's line that had room for the next word.
    pub(crate) const SHORT_NAME: f32 = 2.0;
    /// The same of another text.
    pub(crate) const SHORT: f32 = 0.7;
    /// A name begins with a small letter.
    pub(crate) const SMALL_LETTER: f32 = 3.0;
    /// It ends where no name ends.
    pub(crate) const OPEN_END: f32 = 3.0;
    /// A row has no name.
    pub(crate) const NO_NAME: f32 = 6.0;
    /// The same at the head or foot of a page.
    pub(crate) const NO_NAME_AT_BREAK: f32 = 1.5;
    /// A column is empty, or filled, where it mostly is not: at most.
    pub(crate) const EMPTY: f32 = 3.0;
    /// The same at the head or foot of a page.
    pub(crate) const EMPTY_AT_BREAK: f32 = 0.3;
    /// Before anything is known, so many rows fill a column.
    pub(crate) const FILLED: f32 = 0.8;
    /// A cell does not stand as the others of its row.
    pub(crate) const APART: f32 = 1.5;
    /// Two rows as near as the lines of one cell, in one column.
    pub(crate) const TIGHT: f32 = 0.7;
    /// A level's column goes on from the page before.
    pub(crate) const GOES_ON: f32 = 0.3;
    /// A level's column is empty where a table or band begins.
    pub(crate) const EMPTY_LEVEL: f32 = 6.0;
    /// What is said beside a title is of less weight.
    pub(crate) const BESIDE: f32 = 0.4;
    /// A cell begins where the level below does not.
    pub(crate) const NOT_NESTED: f32 = 4.0;
    /// A text stands one type size from its place.
    pub(crate) const OFF: f32 = 1.5;
    /// No place for a level's texts, a row.
    pub(crate) const NO_PLACE: f32 = 4.0;
    /// Texts of levels where no row is.
    pub(crate) const NO_ROW: f32 = 6.0;
    /// Another way to part the table that costs less than so much more a row is nearly as good: of drawn matrices with
    /// such a one ten in thirteen were read wrong, of those whose next best cost 0.3 to 1.1 more two in eleven (one of them
    /// with upright heads, and refused for these).
    pub(crate) const NEAR: f32 = 0.3;
    /// A table is read that costs at most so much a row.
    pub(crate) const MOST_COST: f32 = 5.0;
}
