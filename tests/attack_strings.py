"""Texts that try to break out of their context in pages."""

from __future__ import annotations

from hostile_texts import HOSTILE, naughty_strings

HARMLESS = "Chữ lành"
_PAYLOAD = "window.hit()"

MARKDOWN = (
    f"[x](javascript:{_PAYLOAD})",
    f"![x](x){{ onerror={_PAYLOAD} }}",
    f"x {{ #x onclick={_PAYLOAD} }}",
    f"<javascript:{_PAYLOAD}>",
    f"[x]: javascript:{_PAYLOAD}\n\n[x]",
    f"</div>\n\n<script>{_PAYLOAD}</script>",
    f"</code></pre><img src=x onerror={_PAYLOAD}>",
    "~~~\n</div>\n~~~",
    "```mermaid\nflowchart LR\n```",
    "???+ x\n    y",
    "!!! danger\n    x",
    '=== "Tab"\n    x',
    "| a | b |\n|---|---|\n| c | d |",
    "[^1]: chú thích\n\n[^1]",
    "*[a]: viết tắt",
    "x\n===",
    "x\n---",
    "***",
    "Thuật ngữ\n:   định nghĩa",
    "[[wiki]] ==đậm== ^^trên^^ ~dưới~ ++ctrl+c++ :smile:",
    "\\[toán\\] $x$ $$y$$",
    "[x](x.md) [y](/etc/passwd) <a@b.example>",
    "<!-- -- --> <![CDATA[x]]> <?php x ?> <!doctype x>",
    '<div markdown="1">*x*</div>',
    "klzzwxh:0000 wzxhzdk:1 qb:xss",
    "&lt;script&gt;&#x3c;script&#x3e;&amp;lt;",
    "> trích\n> <b>",
    "- a\n  - b\n    - c",
    "1) a\n2) b",
)
ATTRIBUTES = (
    f'" onmouseover="{_PAYLOAD}" x="',
    f"' onfocus='{_PAYLOAD}' autofocus tabindex='1",
    f"` onclick={_PAYLOAD} `",
    f'"><svg onload={_PAYLOAD}>',
    f"</title><script>{_PAYLOAD}</script>",
    f"</textarea></style></noscript><img src=x onerror={_PAYLOAD}>",
    f"--><script>{_PAYLOAD}</script><!--",
    f"</script><script>{_PAYLOAD}</script>",
    f"\\u003cscript\\u003e{_PAYLOAD}",
    f"\\x3cscript\\x3e{_PAYLOAD}",
    f"</template><iframe srcdoc='<script>parent.{_PAYLOAD}</script>'>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={_PAYLOAD}>",
    f"<svg><animate onbegin={_PAYLOAD} attributeName=x dur=1s>",
    f"<a href='jav&#x09;ascript:{_PAYLOAD}'>x</a>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_PAYLOAD}'>",
    "<base href=https://ke-gian.example/>",
    "<link rel=stylesheet href=https://ke-gian.example/x.css>",
    "<style>@import 'https://ke-gian.example/x.css';*{display:none}</style>",
    "url(https://ke-gian.example/x.png);color:red",
    "</style><style>*{display:none}",
    "<form action=https://ke-gian.example><input name=x autofocus>",
    '<b id="__config" name="__config">',
    "<plaintext>",
    "<xmp>",
    "<select><option>",
    "</article></main></body></html>",
)
ADDRESSES = (
    f"javascript:{_PAYLOAD}",
    f"JaVaScRiPt:{_PAYLOAD}",
    f"java\tscript:{_PAYLOAD}",
    f"data:text/html,<script>{_PAYLOAD}</script>",
    f"vbscript:{_PAYLOAD}",
    "//ke-gian.example/x",
    "\\\\ke-gian.example\\x",
    "https://user:pass@ke-gian.example/",
    "../../../etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2f%2e%2e%2f",
    "?x=1&y=2#z",
)
TEMPLATES = (
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{{ config.items() }}",
    "{{ ''.__class__.__mro__ }}",
    "{# chú thích #}",
    "{% endraw %}{{ 1 }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{0.__class__} %(x)s %s %n",
)
MERMAID = (
    f"A --> B\nclick A call {_PAYLOAD}",
    f'%%{{init: {{"securityLevel": "loose", "themeCSS": "x"}}}}%%<img src=x onerror={_PAYLOAD}>',
    "title x: 5: y",
    "section a",
    "x: 3: a, b: 9",
    "end",
    "subgraph x",
    "graph TD; A-->B;",
    "accDescr { x }",
    "#quot; #35; #lt;b#gt; #9829;",
    "x;y;z",
    '"]; A --> B["',
    "A@{ shape: x }",
    "classDef x fill:#f00; style A fill:#0f0",
    "linkStyle 0 stroke:red",
    "dateFormat YYYY :done, a, 2026-01-01, 3d",
    "excludes weekends",
    "---\nconfig:\n  theme: dark\n---",
    "$$x^2$$ `*đậm*` <br/>",
    "o--x x--o ==> -.-> ~~~",
    "direction LR",
    "href \"javascript:x\" '_self'",
    "::icon(fa fa-x) :::x",
    "%% chú thích",
)
ADDRESS_FIELDS = (
    "https://may.example/",
    "https://may.example/?a=1&b=(2)&c=*d*_e_~f~#{{g}}",
    "https://may.example/[x](javascript:y)",
    "http://may.example/;x:y,z=%3Cscript%3E%22&amp;",
    "https://may.example/{%raw%}${x}|y^z",
)
"""For fields with web addresses, as far as these accept them."""
OWN = (*MARKDOWN, *ATTRIBUTES, *ADDRESSES, *TEMPLATES, *MERMAID)


def every_string() -> tuple[str, ...]:
    """Return our strings, those of the encoders' tests, and the Big List of Naughty Strings, without duplicates."""
    return tuple(dict.fromkeys((*OWN, *HOSTILE, *naughty_strings())))
