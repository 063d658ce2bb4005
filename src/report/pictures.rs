//! Where it stands: the pages of a PDF with boxes over them, or the lines of a text.

use super::anchors;
use super::asked::{Cell, PagePictures};
use super::look::{Look, shown};
use super::page::{heading, part};
use super::words as say;
use crate::check::finding::Finding;
use crate::plan::model::Location;
use crate::plan::walk::At;
use maud::{Markup, html};

/// A box over a page: whose it is, where it leads, what is quoted.
struct Marked<'a> {
    id: String,
    target: String,
    label: String,
    class: &'static str,
    bbox: [f64; 4],
    quoted: Option<&'a str>,
}

/// The class of a node's box; a finding's is its severity.
const NODE: &str = "node-box";

/// Where a node stands; a link to its box where every node has one.
pub(super) fn link(look: &Look<'_>, at: At<'_, '_>, place: &Location) -> Markup {
    let is_marked = look.asked.wanted == PagePictures::All && place.bbox.is_some() && look.is_pictured(place.page);
    let told = look.place(place);
    html! {
        @if is_marked { a.place href=(anchors::link(&node_box(look, at, place.page))) data-page=(page_id(look, place.page)) { (told) } }
        @else { (told) }
    }
}

/// Where a finding stands: links to the boxes, or the lines of a text with the row marked.
pub(super) fn of_finding(look: &Look<'_>, number: usize, own: &Finding) -> Markup {
    html! {
        @for place in &own.locations {
            @match place.lines {
                Some(lines) if !look.asked.lines.is_empty() => (excerpt(look, place, lines, own.quoted.as_deref())),
                _ => @if look.is_pictured(place.page) {
                    p { a.place href=(anchors::link(&finding_box(look, number, place.page))) data-page=(page_id(look, place.page)) { (look.place(place)) } }
                } @else { p.place { (look.place(place)) } },
            }
        }
    }
}

/// Lines around a row that are shown with it.
const AROUND: u32 = 2;

/// A row of more lines than this is not shown whole.
const MOST_LINES: u32 = 40;

/// The lines of a text, with those of the row marked.
fn excerpt(look: &Look<'_>, place: &Location, [first, last]: [u32; 2], quoted: Option<&str>) -> Markup {
    let end = last.min(first.saturating_add(MOST_LINES)).saturating_add(AROUND);
    let from = first.saturating_sub(AROUND).max(1);
    let lines = (from..=end).filter_map(|number| Some((number, look.asked.lines.get(number as usize - 1)?)));
    let words: Vec<&str> = quoted.unwrap_or_default().split_whitespace().collect();
    html! {
        details.lines open {
            summary { (look.place(place)) }
            pre { @for (number, line) in lines {
                @let is_row = (first..=last).contains(&number);
                @let is_quoted = is_row && !words.is_empty() && quotes(line, &words);
                span.number { (format!("{number:>5} ")) }
                @if is_row { mark.row.quoted[is_quoted] { (shown(line)) } } @else { (shown(line)) }
                "\n"
            } @if last > end { "     …\n" } }
        }
    }
}

/// Does a line hold the quoted words, or those of them that fit on it?
fn quotes(line: &str, words: &[&str]) -> bool {
    let joined = line.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.contains(&words.join(" "))
}

fn page_id(look: &Look<'_>, page: u32) -> String {
    look.own_id(&format!("page-{page}"))
}

fn finding_box(look: &Look<'_>, number: usize, page: u32) -> String {
    look.own_id(&format!("box-{number}-{page}"))
}

fn node_box(look: &Look<'_>, at: At<'_, '_>, page: u32) -> String {
    look.own_id(&format!("node-{}-{page}", at.number()))
}

/// The pages that there are pictures of, with all boxes.
pub(super) fn section(look: &Look<'_>) -> Markup {
    if look.asked.pictures.is_empty() {
        return html! {};
    }
    let all = look.asked.wanted == PagePictures::All;
    part(
        look,
        "pages",
        say::PAGES,
        &html! {
            p { (look.say(if all { say::ALL_BOXES_NOTE } else { say::PICTURES_NOTE })) }
            div.pages { @for picture in &look.asked.pictures {
                @let (width, height) = (picture.width, picture.height);
                figure id=(page_id(look, picture.page)) {
                    figcaption { (heading(look.level(2), &html! { (look.say(say::PAGE)) " " (picture.page) })) }
                    svg viewBox=(format!("0 0 {width} {height}")) role="group" aria-label=(format!("{} {}", look.say(say::PAGE), picture.page)) {
                        image width=(width) height=(height) href=(picture.data_url()) {}
                        @for marked in marked(look, picture.page) { (drawn(look, picture.page, &marked)) }
                    }
                }
            } }
        },
    )
}

/// The boxes of a page.
fn marked<'a>(look: &Look<'a>, page: u32) -> Vec<Marked<'a>> {
    let mut marked = Vec::new();
    if look.asked.wanted == PagePictures::All {
        for at in look.walk.nodes() {
            let name = at.node().name().unwrap_or_default();
            for bbox in at.node().locations().iter().filter(|place| place.page == page).filter_map(|place| place.bbox) {
                marked.push(Marked {
                    id: node_box(look, at, page),
                    target: look.id(at).to_owned(),
                    label: name.clone(),
                    class: NODE,
                    bbox,
                    quoted: None,
                });
            }
        }
    }
    for (number, own) in look.asked.findings.iter().enumerate() {
        for bbox in own.locations.iter().filter(|place| place.page == page).filter_map(|place| place.bbox) {
            let node = own.node.as_deref().unwrap_or_default();
            marked.push(Marked {
                id: finding_box(look, number, page),
                target: look.own_id(&format!("finding-{number}")),
                label: format!("{} {node}", own.code),
                class: own.severity.name(),
                bbox,
                quoted: own.quoted.as_deref(),
            });
        }
    }
    marked
}

/// A box as a link to what it is of, with the cells of its row apart.
fn drawn(look: &Look<'_>, page: u32, own: &Marked<'_>) -> Markup {
    let rect = |class: &str, [x0, y0, x1, y1]: [f64; 4]| {
        html! {
            rect class=(class) x=(tenth(x0)) y=(tenth(y0)) width=(tenth(x1 - x0)) height=(tenth(y1 - y0)) {}
        }
    };
    let cells =
        look.asked.cells.iter().filter(|cell| own.class != NODE && cell.page == page && is_within(cell, own.bbox));
    html! {
        g id=(own.id) class=(format!("marked {}", own.class)) {
            a href=(anchors::link(&own.target)) aria-label=(shown(&own.label)) {
                title { (shown(&own.label)) }
                (rect("row", own.bbox))
                @for cell in cells {
                    @let is_quoted = own.quoted.is_some_and(|quoted| holds(&cell.text, quoted));
                    (rect(if is_quoted { "cell quoted" } else { "cell" }, cell.bbox))
                }
            }
        }
    }
}

/// Points to a tenth: finer than a line is wide.
fn tenth(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

/// Does a cell stand in the row? Its text need not fill it: what they have in common upright is what counts.
fn is_within(cell: &Cell, row: [f64; 4]) -> bool {
    /// Points sideways: less is a rule's width.
    const BESIDE: f64 = 2.0;
    let common = |low: usize, high: usize| cell.bbox[high].min(row[high]) - cell.bbox[low].max(row[low]);
    let height = (cell.bbox[3] - cell.bbox[1]).min(row[3] - row[1]);
    !cell.text.is_empty() && common(0, 2) > BESIDE && common(1, 3) > height / 2.0
}

/// Does a cell print the quoted words?
fn holds(cell: &str, quoted: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    !quoted.is_empty() && plain(cell).contains(&plain(quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_row_are_those_that_stand_beside_each_other_in_it() {
        let cell = |bbox| Cell { page: 1, bbox, text: "x".to_owned() };
        let row = [50.0, 100.0, 200.0, 140.0];
        for (bbox, wanted) in [
            ([48.0, 98.0, 110.0, 142.0], true),
            // Its text is short: the row's box ends in it.
            ([180.0, 98.0, 400.0, 142.0], true),
            // The row above, and the cell left of the row.
            ([48.0, 60.0, 110.0, 101.0], false),
            ([10.0, 98.0, 51.0, 142.0], false),
        ] {
            assert_eq!(is_within(&cell(bbox), row), wanted, "{bbox:?}");
        }
        assert!(holds(">= 3,00\nN.", ">= 3,00 N."));
        assert!(!holds("", ""));
    }
}
