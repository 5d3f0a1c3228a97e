"""Contacts to take away: the vCards by `vobject`, the table by `csv`, the data by `json`, and the data for search
engines on each contact's page by `extruct`. All of them must say what the page says, in the order of the list page.

Who has a vCard is worked out from content/: whoever can be called, written to or visited, unless only sensitive
channels name the contact. That nothing is published which must not be is for unpublished.py to judge."""

import csv
import io
import json
import re

import extruct
import vobject
import yaml

from built import Problems, open_site, squeeze
from safety import DIALLED

#: Octets in a line of a vCard, its end left out (RFC 6350).
LINE = 75

#: The columns of the table, and the keys of the data besides `lang`.
KEYS = "id kind name phones email address municipality website languages checked page".split()

#: What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: What makes a contact worth saving.
WAYS = ("phones", "free_lines", "emergency", "email", "website", "address")

#: Anything else must not be published.
YES = (True, "yes", "true")


def records(site, folder):
    """The records of the files in a folder of content/ that may be published."""
    for file in sorted((site.root / "content" / folder).glob("*.y*ml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8-sig")) or []
        for record in data if isinstance(data, list) else [data]:
            if record.get("publish", True) in YES:
                yield record


def file_name(contact):
    """The name of a contact's folder and vCard."""
    return contact.replace("/", "-")


def savable(site):
    """The contacts that must have a vCard: none that has nothing to save, none whose name in a phone would tell."""
    open_ones, sensitive = set(), set()
    for channel in records(site, "channels"):
        (sensitive if channel.get("sensitive") in YES else open_ones).update(channel.get("contacts") or [])
    telling = sensitive - open_ones
    return {c["id"] for c in records(site, "contacts") if any(c.get(w) for w in WAYS) and c["id"] not in telling}


class Shelf:
    """The contacts of one edition: the list page, the page of each, and the files beside them."""

    def __init__(self, site, edition, problems):
        self.site, self.edition, self.problems = site, edition, problems
        inside = [p for p in site.pages if p.edition is edition]
        self.list = next((p for p in inside if p.kind == "contacts"), None)
        self.folder = self.list.path.removesuffix("index.html") if self.list else f"{edition.folder}/contacts/"
        self.pages = {p.path.split("/")[-2]: p for p in inside if p.kind == "contact"}

    def bytes(self, name):
        """A file of the shelf; empty where it is not there, which is a problem."""
        path = self.site.folder / self.folder / name
        if path.is_file():
            return path.read_bytes()
        self.problems.add(self.folder + name, "it is not there")
        return b""

    def in_order(self):
        """The contacts as the list page has them, by the names of their folders."""
        links = [a.attrs.get("href") for h in ("h2", "h3") for e in self.list.root.find(h) for a in e.find("a")]
        found = [self.list.target(href) for href in links if href]
        return [page.path.split("/")[-2] for page in found if page and page.kind == "contact"]


def numbers_on(page):
    """What the page of a contact lets one call, as dialled."""
    main = page.root.first("main")
    return [
        a.attrs["href"].removeprefix("tel:") for a in main.find("a") if (a.attrs.get("href") or "").startswith("tel:")
    ]


def check_lines(file, data, problems):
    """The outer form of a vCard: UTF-8, lines that end in CRLF, are short enough and end at a character."""
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        problems.add(file, "its lines do not end in CRLF")
    for line in data.split(b"\r\n"):
        if len(line) > LINE:
            problems.add(file, f"a line of {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            problems.add(file, "a line ends inside a character")


def parsed(file, data, problems):
    """The cards in a file."""
    check_lines(file, data, problems)
    try:
        cards = list(vobject.readComponents(data.decode("utf-8"), validate=True))
    except Exception as error:  # vobject raises what it likes
        problems.add(file, f"vobject cannot read it: {error!r}")
        return []
    for card in cards:
        check_card(file, card, problems)
    return cards


def values(card, name):
    """All values of a property."""
    return [line.value for line in card.contents.get(name, [])]


def check_card(file, card, problems):
    """What is true of every card, wherever it stands."""
    if values(card, "version") != ["4.0"] or values(card, "kind") != ["org"]:
        problems.add(file, "it is not the vCard 4.0 of an organisation")
    if "rev" in card.contents:
        problems.add(file, "it tells when it was made, so it changes with every build")
    for number in values(card, "tel"):
        if not DIALLED.fullmatch(f"tel:{number}"):
            problems.add(file, f"a number nobody can dial: {number}")
    counts = {name: len(values(card, name)) for name in ("uid", "fn", "n", "org", "source")}
    if set(counts.values()) != {1}:
        problems.add(file, f"it must have one each, and has {counts}")
    elif [card.n.value.family] != card.org.value or card.org.value != values(card, "fn"):
        problems.add(file, "FN, N and ORG do not say the same")


def check_single(shelf, name, page, problems):
    """The card of a contact against its page. Returns the card."""
    file = f"{shelf.folder}{name}/{name}.vcf"
    cards = parsed(file, shelf.bytes(f"{name}/{name}.vcf"), problems)
    if len(cards) != 1:
        problems.add(file, f"it holds {len(cards)} cards")
        return None
    card, title = cards[0], page.root.first("h1")
    lent = [] if title.lang == shelf.edition.lang else [title.lang]
    for line in card.contents.get("fn", []):
        if squeeze(line.value) != title.text():
            problems.add(file, "its name is not that of the page")
        if line.params.get("LANGUAGE", []) != lent:
            problems.add(file, f"its name is marked {line.params.get('LANGUAGE')}, the page says {title.lang}")
    if values(card, "tel") != numbers_on(page):
        problems.add(file, f"it dials {values(card, 'tel')}, the page {numbers_on(page)}")
    said = page.root.first("main").text()
    notes = [squeeze(line) for note in values(card, "note") for line in note.split("\n")]
    state = next(page.root.find(cls="state")).text()
    if not any(state.startswith(note) for note in notes):
        problems.add(file, "it does not say whether anybody has checked the contact")
    for note in notes:
        if note not in said:
            problems.add(file, f"the page does not say: {note}")
    if values(card, "source") != [shelf.site.base_url + file]:
        problems.add(file, f"it says that it comes from {values(card, 'source')}")
    return card


def check_cards(shelf, wanted, problems):
    """All cards of an edition. Returns what each is recognised by: contact → UID."""
    cards = {}
    for name, page in shelf.pages.items():
        links = [a for a in page.root.find("a") if (a.attrs.get("href") or "").endswith(".vcf")]
        exists = f"{shelf.folder}{name}/{name}.vcf" in shelf.site.files
        if exists != (name in wanted):
            problems.add(page.path, "it has a vCard and must not" if exists else "it has no vCard")
        if len(links) != exists:
            problems.add(page.path, f"{len(links)} links to vCards, {int(exists)} vCard")
        if exists:
            cards[name] = check_single(shelf, name, page, problems)
    single = [cards[name].serialize() for name in shelf.in_order() if cards.get(name)]
    together = parsed(f"{shelf.folder}all.vcf", shelf.bytes("all.vcf"), problems)
    if [card.serialize() for card in together] != single:
        problems.add(
            f"{shelf.folder}all.vcf", f"{len(together)} cards, not the {len(single)} single ones in their order"
        )
    found = {name: "".join(values(card, "uid")) for name, card in cards.items() if card}
    if len(set(found.values())) != len(found):
        problems.add(f"{shelf.folder}all.vcf", "two cards have one UID")
    return found


def check_table(shelf, published, problems):
    """Table and data: readable, alike, complete, in the order of the list page."""
    file = f"{shelf.folder}contacts.csv"
    raw = shelf.bytes("contacts.csv")
    try:
        data = json.loads(shelf.bytes("contacts.json"))
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        problems.add(shelf.folder, f"its table or its data cannot be read: {error}")
        return
    if not raw.startswith(b"\xef\xbb\xbf"):
        problems.add(file, "without a byte order mark Excel does not take it for UTF-8")
    if raw.count(b"\r\n") != len(rows) or not rows or rows[0] != KEYS:
        problems.add(file, "its lines do not end in CRLF, or it has other columns")
    for cell in (cell for row in rows for cell in row if cell.startswith(FORMULA)):
        problems.add(file, f"a spreadsheet would work out: {cell}")
    plain = [[cell.removeprefix("'") if cell[1:2] in FORMULA else cell for cell in row] for row in rows[1:]]
    if plain != [[as_cell(item[key]) for key in KEYS] for item in data]:
        problems.add(file, "it does not say what contacts.json says")
    file = f"{shelf.folder}contacts.json"
    if any(list(item) != [*KEYS, "lang"] for item in data):
        problems.add(file, "its keys are others, or in another order")
    if [file_name(item["id"]) for item in data] != shelf.in_order():
        problems.add(file, "its order is not that of the list page")
    if {item["id"] for item in data} != published:
        problems.add(file, "it does not hold the contacts of content/ that may be published")
    for item in data:
        check_item(shelf, file, item, problems)


def as_cell(value):
    """A value of the data as a cell of the table."""
    return " ".join(value) if isinstance(value, list) else value or ""


def check_item(shelf, file, item, problems):
    """One contact of the data against its page."""
    page = shelf.pages.get(file_name(item["id"]))
    if page is None or page.url != item["page"]:
        problems.add(file, f"there is no such page: {item['page']}")
        return
    title = page.root.first("h1")
    if squeeze(item["name"]) != title.text() or item["lang"].get("name", shelf.edition.lang) != title.lang:
        problems.add(file, f"`{item['id']}` is called {item['name']} in {item['lang']}, the page says {title.text()}")
    if item["phones"] != [f"tel:{number}" for number in numbers_on(page)]:
        problems.add(file, f"`{item['id']}` has the numbers {item['phones']}, the page {numbers_on(page)}")
    said = page.root.first("main").text()
    for key in ("address", "municipality", "email"):
        if item[key] and squeeze(item[key]) not in said:
            problems.add(file, f"the page of `{item['id']}` does not say: {item[key]}")


def check_for_machines(page, kind, problems):
    """The data for search engines on a contact's page: what it is, and every number. Returns how many numbers."""
    try:
        found = extruct.extract(page.html, base_url=page.url, syntaxes=["json-ld"])["json-ld"]
    except ValueError as error:
        problems.add(page.path, f"extruct cannot read its data for search engines: {error}")
        return 0
    if len(found) != 1:
        problems.add(page.path, f"{len(found)} pieces of data for search engines")
        return 0
    thing = found[0]
    wanted = "NGO" if kind == "organisation" else "GovernmentOffice"
    if thing.get("@context") != "https://schema.org" or thing.get("@type") != wanted:
        problems.add(page.path, f"search engines are told that it is a {thing.get('@type')}, not a {wanted}")
    if squeeze(thing.get("name") or "") != page.root.first("h1").text():
        problems.add(page.path, f"search engines are told the name {thing.get('name')}")
    points = thing.get("contactPoint", [])
    numbers = [p.get("telephone") for p in points if p.get("@type") == "ContactPoint"]
    if numbers != numbers_on(page) or len(points) != len(numbers):
        problems.add(page.path, f"search engines are told the numbers {numbers}, people {numbers_on(page)}")
    return len(numbers)


def check_names(uids, problems):
    """A contact is the same in every edition, so that a phone which saves it twice has it once."""
    by_contact = {}
    for edition, found in uids.items():
        for contact, uid in found.items():
            by_contact.setdefault(contact, {})[uid] = edition
    for contact, kinds in by_contact.items():
        if len(kinds) > 1 or not all(re.match(r"[a-z][a-z0-9+.-]*:", uid) for uid in kinds):
            problems.add(contact, f"its UID is not one address in all editions: {', '.join(kinds)}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    kinds = {c["id"]: c.get("kind") for c in records(site, "contacts")}
    wanted = {file_name(contact) for contact in savable(site)}
    uids, numbers = {}, 0
    for edition in site.editions:
        shelf = Shelf(site, edition, problems)
        if shelf.list is None or {file_name(c) for c in kinds} != set(shelf.pages):
            problems.add(shelf.folder, "it has not a page for each contact, or no list of them")
            continue
        uids[edition.lang] = check_cards(shelf, wanted, problems)
        check_table(shelf, set(kinds), problems)
        by_name = {file_name(contact): kind for contact, kind in kinds.items()}
        numbers += sum(check_for_machines(page, by_name[name], problems) for name, page in shelf.pages.items())
    check_names(uids, problems)
    cards = sum(len(found) for found in uids.values())
    if not cards or not numbers:
        problems.add(site.folder, "there is no vCard, or no number for search engines")
    problems.finish(f"{cards} vCards, {len(kinds)} contacts in {len(uids)} editions, {numbers} contact points")


if __name__ == "__main__":
    main()
