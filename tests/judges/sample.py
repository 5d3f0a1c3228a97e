"""Which pages the browser looks at: of each edition one page of each sort that it has, as JSON.

Guides, issues and handouts are told apart by the section their entry stands in; of pages about a thing, the one with
the most to show is taken."""

import json

from built import open_site
from editions import beside, expected, plain, read_versions


def sorts_of_entries(site, edition, entries):
    """The kind of each entry of an edition by its title, as its page shows it."""
    sections = site.config.get("sections") or {}
    kinds = {}
    for entry, version in expected(site, edition, entries).items():
        kinds[plain(version.title)] = (sections.get(entry.split("/")[0]) or {}).get("kind", "guide")
    return kinds


def sort_of(page, kinds):
    """What sort of page it is, as a few words."""
    sort = page.kind
    if sort == "entry":
        entry = beside(page)
        sort = kinds.get(plain((entry or page).root.first("h1").text()), "guide")
        sort = f"other {sort}" if entry else sort
    elif sort == "report":
        # The way to report is asked for in steps, one folder deeper each.
        sort = f"report {page.path.count('/') - 1}"
    if page.root.first(cls="n-borrowed"):
        sort = f"borrowed {sort}"
    return f"sensitive {sort}" if page.root.first(cls="leave") else sort


def sample(site, edition, entries):
    """Of an edition: sort of page → path of the largest page of that sort."""
    kinds = sorts_of_entries(site, edition, entries)
    found = {}
    for page in site.pages:
        if page.edition is edition and not page.is_redirect:
            sort = sort_of(page, kinds)
            if sort not in found or len(page.html) > len(found[sort].html):
                found[sort] = page
    return {sort: page.path for sort, page in sorted(found.items())}


def main():
    site = open_site(__doc__)
    entries = read_versions(site)
    found = {edition.lang: sample(site, edition, entries) for edition in site.editions}
    found[""] = {"chooser": "index.html"}
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
