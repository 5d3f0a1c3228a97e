"""What the three dialects of `corpus.py` do not share: front matter, names of files, configuration, and for Hugo and Zola a
small theme that makes the same pages and lists as ours does, with less on each."""
import json

DEFAULT = "sq"


def suffix(dialect, lang):
    """What stands before `.md` in the name of a file."""
    if dialect == "guidepost":
        return f".{lang}"
    if lang == DEFAULT:
        return ""
    return f".{lang.lower() if dialect == 'hugo' else lang}"


def front_matter(dialect, meta, slug):
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in meta.items()}
    if dialect == "guidepost":
        return (f"---\ntitle: {quoted['title']}\nslug: {slug}\ndate: {meta['date']}\ndescription: {quoted['description']}\n"
                f"order: {meta['weight']}\ntopics: {quoted['tags']}\n---\n")
    tags = f"[taxonomies]\ntags = {quoted['tags']}" if dialect == "zola" else f"tags = {quoted['tags']}"
    return (f"+++\ntitle = {quoted['title']}\ndate = {meta['date']}\ndescription = {quoted['description']}\n"
            f"weight = {meta['weight']}\n{tags}\n+++\n")


def section(dialect, name, title):
    if dialect == "guidepost":
        return f"---\ntitle: {title}\nslug: {name}\n---\n"
    if dialect == "zola":
        sort = "date" if name == "news" else "weight"
        return f'+++\ntitle = "{title}"\nsort_by = "{sort}"\npaginate_by = 20\n+++\n'
    return f'+++\ntitle = "{title}"\n+++\n'


def files(dialect, languages, serbian, sections, topics):
    """Path → text of everything but the texts."""
    return {"guidepost": guidepost, "hugo": hugo, "zola": zola}[dialect](languages, serbian, sections, topics)


def guidepost(languages, serbian, sections, topics):
    editions = [f"  {lang}: {{ chain: [{lang}] }}" for lang in languages]
    if serbian == "derived":
        editions.append("  sr-Cyrl: { chain: [sr-Cyrl, sr-Latn] }")
    kinds = [f"  {s}: {{ kind: guide, page_size: 20, sort: {'date' if s == 'news' else 'order'} }}" for s in sections]
    config = ["title: Rights", "base_url: https://rights.example.org/", "theme: default",
              f"default_edition: {languages[0]}", "editions:", *editions, "sections:", *kinds,
              "outputs: { pdf: false, epub: false, bundle: false, single_file: false, images: false }", ""]
    names = [f"{t}: {{ {', '.join(f'{lang}: {t}' for lang in languages)} }}" for t in topics]
    return {"guidepost.yaml": "\n".join(config), "content/topics.yaml": "\n".join(names) + "\n"}


def hugo(languages, _serbian, sections, _topics):
    config = ['baseURL = "https://rights.example.org/"', 'title = "Rights"', f'defaultContentLanguage = "{DEFAULT}"',
              'disableKinds = ["404", "robotstxt"]', "[pagination]", "pagerSize = 20", "[taxonomies]", 'tag = "tags"',
              "[outputs]", 'home = ["html", "rss"]', 'section = ["html"]', 'taxonomy = ["html"]', 'term = ["html"]',
              "[markup.highlight]", "noClasses = false", "[languages]"]
    for weight, lang in enumerate(languages, 1):
        config += [f"[languages.{lang.lower()}]", f'title = "Rights {lang}"', f"weight = {weight}"]
    menu = "".join(f'<li><a href="{{{{ "{s}/" | relLangURL }}}}">{s}</a></li>' for s in sections)
    base = f"""<!doctype html>
<html lang="{{{{ .Site.Language.Lang }}}}"><head><meta charset="utf-8"><title>{{{{ .Title }}}}</title>
<meta name="description" content="{{{{ .Description }}}}"><link rel="canonical" href="{{{{ .Permalink }}}}">
{{{{ range .AllTranslations }}}}<link rel="alternate" hreflang="{{{{ .Language.Lang }}}}" href="{{{{ .Permalink }}}}">
{{{{ end }}}}</head><body><header><nav><ul>{menu}</ul></nav>
<nav><ul>{{{{ range .AllTranslations }}}}<li><a href="{{{{ .RelPermalink }}}}">{{{{ .Language.Lang }}}}</a></li>{{{{ end }}}}</ul></nav></header>
<main>{{{{ block "main" . }}}}{{{{ end }}}}</main><footer>Rights</footer></body></html>
"""
    rows = """<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Description }}</p></li>
{{ end }}</ul>{{ with .Paginator }}<nav>{{ if .HasPrev }}<a href="{{ .Prev.URL }}">previous</a>{{ end }}
{{ if .HasNext }}<a href="{{ .Next.URL }}">next</a>{{ end }}</nav>{{ end }}"""
    listing = f'{{{{ define "main" }}}}<h1>{{{{ .Title }}}}</h1>{{{{ .Content }}}}{rows}{{{{ end }}}}\n'
    page = """{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .TableOfContents }}{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
"""
    names = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
    return {"hugo.toml": "\n".join(config) + "\n", "layouts/baseof.html": base, "layouts/page.html": page,
            "layouts/section.html": listing, "layouts/term.html": listing, "layouts/taxonomy.html": names,
            "layouts/home.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n'}


def zola(languages, _serbian, sections, _topics):
    tags = 'taxonomies = [{ name = "tags", feed = false, paginate_by = 20 }]'
    feed = 'generate_feeds = true\nfeed_filenames = ["atom.xml"]'
    config = ['base_url = "https://rights.example.org"', 'title = "Rights"', f'default_language = "{DEFAULT}"',
              "compile_sass = false", "build_search_index = false", "feed_limit = 20", feed, tags]
    for lang in languages:
        if lang != DEFAULT:
            config += [f"[languages.{lang}]", f'title = "Rights {lang}"', feed, tags]
    menu = "".join(f'<li><a href="{{{{ get_url(path=\'{s}\', lang=lang) }}}}">{s}</a></li>' for s in sections)
    base = f"""<!doctype html>
<html lang="{{{{ lang }}}}"><head><meta charset="utf-8">{{% block head %}}{{% endblock head %}}</head>
<body><header><nav><ul>{menu}</ul></nav>{{% block languages %}}{{% endblock languages %}}</header>
<main>{{% block main %}}{{% endblock main %}}</main><footer>Rights</footer></body></html>
"""

    def extend(item, main):
        return f"""{{% extends "base.html" %}}
{{% block head %}}<title>{{{{ {item}.title }}}}</title><link rel="canonical" href="{{{{ {item}.permalink }}}}">
{{%- for t in {item}.translations %}}<link rel="alternate" hreflang="{{{{ t.lang }}}}" href="{{{{ t.permalink }}}}">
{{%- endfor %}}{{% endblock head %}}
{{% block languages %}}<nav><ul>{{% for t in {item}.translations %}}<li><a href="{{{{ t.permalink }}}}">{{{{ t.lang }}}}</a></li>{{% endfor %}}</ul></nav>{{% endblock languages %}}
{{% block main %}}<h1>{{{{ {item}.title }}}}</h1>{main}{{% endblock main %}}
"""
    rows = """<ul>{% for page in paginator.pages %}<li><a href="{{ page.permalink }}">{{ page.title }}</a><p>{{ page.description }}</p></li>
{% endfor %}</ul><nav>{% if paginator.previous %}<a href="{{ paginator.previous }}">previous</a>{% endif %}
{% if paginator.next %}<a href="{{ paginator.next }}">next</a>{% endif %}</nav>"""
    page = """<p>{{ page.description }}</p><ul>{% for h in page.toc %}<li><a href="{{ h.permalink }}">{{ h.title }}</a></li>{% endfor %}</ul>
{{ page.content | safe }}<ul>{% for tag in page.taxonomies.tags %}<li><a href="{{ get_taxonomy_url(kind='tags', name=tag, lang=lang) }}">{{ tag }}</a></li>{% endfor %}</ul>
<nav>{% if page.lower %}<a href="{{ page.lower.permalink }}">{{ page.lower.title }}</a>{% endif %}
{% if page.higher %}<a href="{{ page.higher.permalink }}">{{ page.higher.title }}</a>{% endif %}</nav>"""
    plain = '{{% extends "base.html" %}}\n{{% block head %}}<title>{}</title>{{% endblock head %}}\n{{% block main %}}{}{{% endblock main %}}\n'
    names = "<ul>{% for term in terms %}<li><a href=\"{{ term.permalink }}\">{{ term.name }}</a></li>{% endfor %}</ul>"
    return {"config.toml": "\n".join(config) + "\n", "templates/base.html": base,
            "templates/index.html": extend("section", "{{ section.content | safe }}"),
            "templates/section.html": extend("section", rows), "templates/page.html": extend("page", page),
            "templates/tags/list.html": plain.format("Topics", names),
            "templates/tags/single.html": plain.format("{{ term.name }}", rows)}
