package dev.callboard.it.browser;

import java.util.List;

/** Markup that tries to run code, to load pages or to pass for a part of the portal. */
final class HostileMarkup {
  /** Each of them calls {@code alert} when it gets through. */
  static final List<String> ALL =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(2)>",
          "<svg onload=alert(3)></svg>",
          "<svg><script>alert(4)</script></svg>",
          "<svg><animate onbegin=alert(5) attributeName=x dur=1s></svg>",
          "<svg><a xlink:href='javascript:alert(6)'><text y=20>x</text></a></svg>",
          "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(7)>#x'></use></svg>",
          "<svg><foreignObject><iframe srcdoc='<script>alert(8)</script>'></iframe>"
              + "</foreignObject></svg>",
          "<svg><style><img src=x onerror=alert(9)></style></svg>",
          "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
              + " onerror=alert(10)&gt;'></table></mtext></math>",
          "<math href='javascript:alert(11)'>x</math>",
          "<object data='data:text/html,<script>alert(14)</script>'></object>",
          "<embed src='javascript:alert(15)'>",
          "<iframe srcdoc='<script>parent.alert(16)</script>'></iframe>",
          "<iframe src='javascript:parent.alert(17)'></iframe>",
          "<base href='https://evil.invalid/'>",
          "<form action='javascript:alert(18)'><button formaction='javascript:alert(19)'>x</button>"
              + "</form>",
          "<meta http-equiv='refresh2' content='0;url=javascript:alert(20)'>",
          "<style>@import 'https://evil.invalid/x.css'; body{display:none}</style>",
          "<link rel='stylesheet' href='https://evil.invalid/x.css'>",
          "<a href='javascript:alert(21)'>x</a>",
          "<a href='JaVaScRiPt:alert(22)'>x</a>",
          "<a href='java\tscript:alert(23)'>x</a>",
          "<a href='\u0001javascript:alert(24)'>x</a>",
          "<a href='&#106;avascript:alert(25)'>x</a>",
          "<a href='data:text/html,<script>alert(26)</script>'>x</a>",
          "<a href='vbscript:alert(27)'>x</a>",
          "<details open ontoggle=alert(28)><summary>x</summary></details>",
          "<p style='position:fixed;inset:0;background:red'>over everything</p>",
          "<input autofocus onfocus=alert(29)>",
          "<video><source onerror=alert(30)></video>",
          "<audio src=x onerror=alert(31)></audio>",
          "<template><img src=x onerror=alert(32)></template>",
          "<textarea></textarea><img src=x onerror=alert(33)>",
          "<xmp><img src=x onerror=alert(34)></xmp>",
          "<a id=root name=body href=#x>clobbered</a><b id=content>x</b>",
          "<div popover id=pop onbeforetoggle=alert(36)>x</div><button"
              + " popovertarget=pop>y</button>",
          "<pre class='mermaid'><code>graph LR\n a[\"<img src=x onerror=alert(37)>\"] --> b\n"
              + " click a \"javascript:alert(38)\"</code></pre>");

  /** These swallow what follows, so they come last. */
  static final String OPEN =
      "<select><option><style></option></select><img src=x onerror=alert(35)></style>"
          + "<noscript><p title='</noscript><img src=x onerror=alert(13)>'></noscript>"
          + "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(12)>";

  private HostileMarkup() {}
}
