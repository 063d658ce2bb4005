//! Where on a page a table may stand that has no painted columns.

use super::super::cells::Line;
use super::super::words::Words;
use super::edges::{Edge, Edges, TOUCH, Wall};
use super::strips::segments;
use crate::geometry::Length;

/// Lines that may be a table.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) top: Length,
    pub(super) bottom: Length,
    pub(super) lines: Vec<Line>,
    /// Of them, those above everything painted: heads, which say nothing of where columns end.
    pub(super) heads: Vec<Line>,
    /// Lines or areas of one width say that it is one.
    pub(super) is_painted: bool,
    /// Its lines may stand far apart, with many lines of one text between: a table only if rows and columns are clear.
    pub(super) is_loose: bool,
}

impl Region {
    /// Whether an edge lies in it.
    pub(super) fn holds(&self, edge: &Edge) -> bool {
        let (from, to) = (edge.from.max(self.left), edge.to.min(self.right));
        self.top - TOUCH <= edge.at && edge.at <= self.bottom + TOUCH && to - from > TOUCH
    }

    /// Its parts, each with columns of its own: lines whose text runs over where columns began begin other ones.
    pub(super) fn systems(&self, words: &Words) -> Vec<Region> {
        let parts: Vec<Vec<Line>> = self.lines.iter().map(|line| segments(line, words)).collect();
        let several: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].len() > 1).collect();
        let mut begins = vec![0];
        // Where texts begin, and where those that begin there end.
        let mut starts: Vec<(Length, Vec<Length>)> = Vec::new();
        for (nth, at) in several.iter().enumerate() {
            let crosses = |at: usize| {
                let near = |a: Length, b: Length| (a - b).abs() <= SAME_START;
                // Texts with hardly a gap between them are no text that runs over.
                let begins_there =
                    |s: &Line, start: Length| s.words.iter().any(|id| near(words.get(*id).rect.x0, start));
                // Nor is one that is centred, or set to the right, with those that begin there.
                let with = |s: &Line, start: Length, end: Length| {
                    near(s.rect.x1, end) || near(s.rect.center_x(), (start + end) / 2.0)
                };
                let over = |s: &Line, start: Length| {
                    s.rect.x0 < start - SAME_START && start + SAME_START < s.rect.x1 && !begins_there(s, start)
                };
                let known = || starts.iter().filter(|(_, ends)| ends.len() > 1);
                parts[at].iter().any(|s| {
                    known().any(|(start, ends)| over(s, *start) && !ends.iter().any(|end| with(s, *start, *end)))
                })
            };
            // One line alone may be a sum, or a head over several columns.
            if crosses(*at) && several.get(nth + 1).is_some_and(|next| crosses(*next)) {
                begins.push(*at);
                starts.clear();
            }
            for text in parts[*at].iter().skip(1).map(|s| s.rect) {
                match starts.iter_mut().find(|(start, _)| (text.x0 - *start).abs() <= SAME_START) {
                    Some((_, ends)) => ends.push(text.x1),
                    None => starts.push((text.x0, vec![text.x1])),
                }
            }
        }
        begins.push(self.lines.len());
        let ranges = begins.windows(2).filter(|pair| pair[0] < pair[1]);
        let part = |pair: &[usize]| {
            // Lines of one text, right before other columns begin, are none of either.
            let is_last = pair[1] == self.lines.len();
            let end = if is_last { pair[1] } else { several.iter().rev().find(|at| **at < pair[1])? + 1 };
            let lines: Vec<Line> = self.lines.get(pair[0]..end)?.to_vec();
            let rect = lines.iter().map(|line| line.rect).reduce(|a, b| a.union(b))?;
            let is_first = pair[0] == 0;
            Some(Region {
                left: self.left,
                right: self.right,
                top: if is_first { self.top } else { rect.y0 },
                bottom: if is_last { self.bottom } else { rect.y1 },
                lines,
                heads: if is_first { self.heads.clone() } else { Vec::new() },
                is_painted: self.is_painted,
                is_loose: self.is_loose,
            })
        };
        ranges.filter_map(part).collect()
    }
}

/// Tries the regions of some lines, until each line is in one that is taken.
pub(super) fn regions(lines: &[Line], edges: &Edges, words: &Words, take: &mut dyn FnMut(&Region) -> bool) {
    let mut taken = vec![false; lines.len()];
    // Between bands of colour may be rows without a line.
    take_runs(lines, &mut taken, &LOOSE, words, &mut |region| {
        let is_line = |edge: &&Edge| edge.wall == Wall::Rule && region.holds(edge);
        !edges.level.iter().any(|edge| is_line(&edge)) && take(region)
    });
    let frames = frames(edges);
    let boxes = frames.iter().flat_map(|frame| {
        let has_text = |top: Length, bottom: Length| {
            let inside = |line: &Line| {
                let (x, y) = (line.rect.center_x(), line.rect.center_y());
                top <= y && y <= bottom && frame.left <= x && x <= frame.right
            };
            lines.iter().any(inside)
        };
        frame.heights(has_text).into_iter().map(|(top, bottom)| (frame.left, frame.right, top, bottom))
    });
    for (left, right, top, bottom) in boxes {
        let inside = |line: &Line| {
            let y = line.rect.center_y();
            top <= y && y <= bottom && left - TOUCH <= line.rect.x0 && line.rect.x1 <= right + TOUCH
        };
        let of_frame: Vec<usize> = (0..lines.len()).filter(|at| !taken[*at] && inside(&lines[*at])).collect();
        let several = of_frame.iter().filter(|at| segments(&lines[**at], words).len() > 1).count();
        // Two lines as wide as the page's text, with prose between, are no table.
        if several < 2 || 2 * several < of_frame.len() {
            continue;
        }
        let mut region = Region {
            left,
            right,
            top,
            bottom,
            lines: of_frame.iter().map(|at| lines[*at].clone()).collect(),
            heads: Vec::new(),
            is_painted: true,
            is_loose: false,
        };
        let mut heads = Vec::new();
        // Heads stand above the first line, if it is theirs.
        for at in (0..lines.len()).rev().filter(|at| lines[*at].rect.center_y() < top) {
            let rect = lines[at].rect;
            let near = region.top - rect.y1 <= HEAD_GAP * rect.height();
            let within = left - TOUCH <= rect.x0 && rect.x1 <= right + TOUCH;
            if taken[at] || !near || !within || segments(&lines[at], words).len() < 2 {
                break;
            }
            region.top = rect.y0;
            region.heads.insert(0, lines[at].clone());
            heads.push(at);
        }
        if take(&region) {
            of_frame.iter().chain(&heads).for_each(|at| taken[*at] = true);
        }
    }
    take_runs(lines, &mut taken, &CLOSE, words, take);
}

fn take_runs(lines: &[Line], taken: &mut [bool], reach: &Reach, words: &Words, take: &mut dyn FnMut(&Region) -> bool) {
    let free: Vec<Option<&Line>> =
        lines.iter().zip(taken.iter()).map(|(line, taken)| (!taken).then_some(line)).collect();
    for region in runs(&free, reach, words) {
        if take(&region) {
            let first = |line: &Line| line.words.first().copied();
            let is_of = |line: &Line| region.lines.iter().any(|own| first(own) == first(line));
            taken.iter_mut().zip(lines).for_each(|(taken, line)| *taken |= is_of(line));
        }
    }
}

/// How far apart lines of one table may stand, in type sizes, and how many of one segment may follow one another.
struct Reach {
    gap: Length,
    single: usize,
    is_loose: bool,
}

/// What is a table by its rows and columns may have rows of one filled cell, and empty lines.
const LOOSE: Reach = Reach { gap: 3.5, single: 6, is_loose: true };

/// What is a table by its lines only has not.
const CLOSE: Reach = Reach { gap: 1.6, single: 2, is_loose: false };

/// The runs of lines that may be tables; a line that is taken parts them.
fn runs(lines: &[Option<&Line>], reach: &Reach, words: &Words) -> Vec<Region> {
    let mut found = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    for line in lines {
        let Some(line) = line else {
            found.extend(close(&mut run, reach, words));
            continue;
        };
        let parted = run
            .last()
            .is_some_and(|last| line.rect.y0 - last.rect.y1 > reach.gap * line.rect.height().max(last.rect.height()));
        if parted {
            found.extend(close(&mut run, reach, words));
        }
        if !run.is_empty() || segments(line, words).len() > 1 {
            run.push((*line).clone());
        }
    }
    found.extend(close(&mut run, reach, words));
    found
}

/// Texts that begin this near stand under one another, in points.
const SAME_START: Length = 1.5;

/// Heads stand this near above the line under them, in type sizes.
const HEAD_GAP: Length = 1.0;

/// A run of lines, from the first of several segments to the last.
fn close(run: &mut Vec<Line>, reach: &Reach, words: &Words) -> Vec<Region> {
    let lines = std::mem::take(run);
    let mut regions = Vec::new();
    let mut part: Vec<Line> = Vec::new();
    let mut single = 0;
    for line in lines {
        let is_several = segments(&line, words).len() > 1;
        single = if is_several { 0 } else { single + 1 };
        if single > reach.single {
            regions.extend(region(&mut part, reach, words));
            continue;
        }
        if is_several || !part.is_empty() {
            part.push(line);
        }
    }
    regions.extend(region(&mut part, reach, words));
    regions
}

fn region(part: &mut Vec<Line>, reach: &Reach, words: &Words) -> Option<Region> {
    while part.last().is_some_and(|line| segments(line, words).len() < 2) {
        part.pop();
    }
    let lines = std::mem::take(part);
    let rect = lines.iter().map(|line| line.rect).reduce(|a, b| a.union(b))?;
    Some(Region {
        left: rect.x0,
        right: rect.x1,
        top: rect.y0,
        bottom: rect.y1,
        lines,
        heads: Vec::new(),
        is_painted: false,
        is_loose: reach.is_loose,
    })
}

/// Level edges of one extent, from where to where, and their heights from top to bottom.
struct Frame {
    left: Length,
    right: Length,
    at: Vec<Length>,
}

impl Frame {
    /// From where to where a table may go: over all edges that follow one another with text between, and then from each
    /// to the next. Boxes of one width have nothing between them.
    fn heights(&self, has_text: impl Fn(Length, Length) -> bool) -> Vec<(Length, Length)> {
        let parted = |a: &Length, b: &Length| b - a <= TOUCH || has_text(*a, *b);
        let mut heights = Vec::new();
        for run in self.at.chunk_by(parted) {
            heights.extend(run.first().copied().zip(run.last().copied()).filter(|(top, bottom)| bottom > top));
            if run.len() > 2 {
                heights.extend(run.windows(2).map(|pair| (pair[0], pair[1])));
            }
        }
        heights
    }
}

fn frames(edges: &Edges) -> Vec<Frame> {
    let mut sorted: Vec<&Edge> = edges.level.iter().collect();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut frames: Vec<Frame> = Vec::new();
    for edge in sorted {
        let same = |a: Length, b: Length| (a - b).abs() <= TOUCH;
        match frames.iter_mut().find(|frame| same(frame.left, edge.from) && same(frame.right, edge.to)) {
            Some(frame) => frame.at.push(edge.at),
            None => frames.push(Frame { left: edge.from, right: edge.to, at: vec![edge.at] }),
        }
    }
    frames.retain(|frame| frame.at.len() > 1);
    // The widest first: what is in them belongs to them.
    frames.sort_by(|a, b| (b.right - b.left).total_cmp(&(a.right - a.left)));
    frames
}
