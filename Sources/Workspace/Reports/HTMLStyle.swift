/// The look and the little behaviour of the HTML report.
enum HTMLStyle {
  /// The number of colours for categories; further categories begin again with the first.
  static let colors = 6

  /// The style sheet, with one rule for each category's filter.
  static func sheet(categories: Int) -> String {
    let filters = (0..<categories).map { index in
      """
      body:has(#show\(index):not(:checked)) mark.c\(index){all:unset}
      body:has(#show\(index):not(:checked)) mark.c\(index) .tip{display:none!important}

      """
    }
    return base + filters.joined()
  }

  private static let base = """

    :root{--paper:#fdfbf7;--sheet:#fff;--ink:#26231f;--soft:#746d63;--line:#e8e1d5;--accent:#b3261e;
    --k0:#c2410c;--k1:#1d4ed8;--k2:#7e22ce;--k3:#0f766e;--k4:#be185d;--k5:#4d7c0f;--hl:#f5c542;--shadow:0 6px 24px #3a2f1c2e,0 0 0 1px #3a2f1c14}
    @media (prefers-color-scheme:dark){:root{--paper:#16181b;--sheet:#1d2024;--ink:#e6e2da;--soft:#9a9489;--line:#32363c;--accent:#ff8a80;
    --k0:#fb923c;--k1:#7aa8ff;--k2:#c792ff;--k3:#4fd1bd;--k4:#ff7eb6;--k5:#a3d955;--hl:#8a6d12;--shadow:0 8px 28px #000a,0 0 0 1px #fff1}}
    .k0{--k:var(--k0)}.k1{--k:var(--k1)}.k2{--k:var(--k2)}.k3{--k:var(--k3)}.k4{--k:var(--k4)}.k5{--k:var(--k5)}
    *{box-sizing:border-box}
    html{scroll-padding-top:5rem;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--sheet);padding:.5rem 1rem;z-index:9}
    .top,.tools,.contents,main,footer{max-width:52rem;margin-inline:auto;padding-inline:1.5rem}
    .top{padding-top:3.5rem}
    h1{margin:0;font:italic 600 3rem/1.1 Georgia,"Iowan Old Style","Noto Serif","DejaVu Serif",serif;letter-spacing:-.02em}
    h1{display:inline-block;padding-bottom:.12em;background:radial-gradient(circle,var(--accent) 48%,transparent 52%) 0 100%/.2em .11em repeat-x}
    .tagline{margin:.9rem 0 0;font-size:1.15rem;color:var(--soft)}
    .numbers{display:flex;flex-wrap:wrap;gap:.5rem 2.75rem;margin:1.75rem 0 0}
    .numbers div{display:flex;flex-direction:column-reverse}
    .numbers dt{color:var(--soft);font-size:.875rem}
    .numbers dd{margin:0;font:600 2rem/1.2 Georgia,"Noto Serif","DejaVu Serif",serif;font-variant-numeric:lining-nums tabular-nums}
    .bar{display:flex;gap:3px;height:8px;margin-top:1.5rem}
    .bar span{background:var(--k);min-width:6px;border-radius:2px}
    .bar span:first-child{border-radius:4px 2px 2px 4px}.bar span:last-child{border-radius:2px 4px 4px 2px}
    .tools{position:sticky;top:0;z-index:3;display:flex;align-items:center;gap:1rem;padding-block:.75rem;background:var(--paper)}
    .tools fieldset{display:flex;flex-wrap:wrap;gap:.4rem;border:0;margin:0;padding:0;flex:1}
    .tools legend{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
    .tools label{display:inline-flex;align-items:center;gap:.4rem;padding:.2rem .7rem;border:1px solid var(--line);border-radius:99px;background:var(--sheet);font-size:.875rem;cursor:pointer;user-select:none}
    .tools label:has(:focus-visible){outline:2px solid var(--k);outline-offset:1px}
    .tools label:has(input:not(:checked)){opacity:.55;text-decoration:line-through}
    .tools input{appearance:none;width:.6rem;height:.6rem;margin:0;border-radius:50%;border:2px solid var(--k);outline:0}
    .tools input:checked{background:var(--k)}
    .tools b{font-weight:600;color:var(--soft)}
    .nav{display:flex;align-items:center;gap:.4rem;white-space:nowrap;font-size:.875rem;color:var(--soft)}
    .nav[hidden]{display:none}
    .nav output{min-width:4.5rem;text-align:center;font-variant-numeric:tabular-nums}
    .nav button{width:2rem;height:2rem;border:1px solid var(--line);border-radius:8px;background:var(--sheet);color:var(--ink);font-size:1rem;cursor:pointer}
    .nav button:hover{border-color:var(--soft)}
    .contents{margin-top:1rem;overflow-x:auto}
    .contents table{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
    .contents th{font-weight:500;color:var(--soft);text-align:right;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
    .contents td{text-align:right;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
    .contents th:first-child,.contents td:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere}
    .contents td:last-child{width:22%;padding-right:0}
    .contents a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:3px}
    .contents a:hover{color:var(--accent)}
    .meter{display:block;height:6px;border-radius:3px;background:var(--accent);opacity:.75}
    .failure,.contents td.failure{color:var(--accent);text-align:left}
    article{margin-block:1.5rem;padding:1.75rem clamp(1.25rem,5vw,4rem) 2.5rem;background:var(--sheet);border:1px solid var(--line);border-radius:10px}
    .many article{content-visibility:auto;contain-intrinsic-size:auto 60rem}
    .many article:hover,.many article:focus-within{content-visibility:visible}
    article>header{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 1.5rem;margin-bottom:1.5rem;padding-bottom:.75rem;border-bottom:1px solid var(--line)}
    article h2{margin:0;font-size:1rem;font-weight:600;overflow-wrap:anywhere}
    .facts{margin:0;color:var(--soft);font-size:.875rem}
    .text{max-width:38rem;margin-inline:auto;font:1.125rem/1.7 Georgia,"Iowan Old Style","Noto Serif","DejaVu Serif",serif;overflow-wrap:break-word;hanging-punctuation:first}
    .b{margin:0 0 1em}
    .verbatim{white-space:pre-wrap;margin:0}
    .h{margin:1.6em 0 .6em;font-weight:600;line-height:1.3;font-size:1.15em}
    .h:first-child{margin-top:0}
    .h[data-level="1"]{font-size:1.7em}.h[data-level="2"]{font-size:1.35em}
    .m{color:var(--soft);opacity:.6;font-weight:400}
    .item{margin:0 0 .35em;padding-left:1.2em;text-indent:-.75em}.item+:not(.item){margin-top:1em}
    .quote{padding-left:1.1em;border-left:3px solid var(--line);color:var(--soft)}
    .code{margin-block:1em 1.25em;white-space:pre-wrap;font:.8em/1.55 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;color:var(--soft);background:color-mix(in srgb,var(--line) 35%,transparent);border-radius:6px;padding:.75em 1em;tab-size:4}
    .hl{color:var(--ink);background:color-mix(in srgb,var(--hl) calc(var(--s)*.55),transparent);border-radius:3px;-webkit-box-decoration-break:clone;box-decoration-break:clone;padding:.1em 0}
    mark{position:relative;color:inherit;background:color-mix(in srgb,var(--k) 13%,transparent);border-radius:2px;text-decoration:underline wavy var(--k) 1.5px;text-decoration-skip-ink:none;text-underline-offset:.22em;cursor:help;-webkit-box-decoration-break:clone;box-decoration-break:clone}
    mark.insertion::before{content:"\\2038";color:var(--k);font-weight:700}
    mark:hover,mark:focus{background:color-mix(in srgb,var(--k) 26%,transparent);outline:0}
    mark:focus-visible{box-shadow:0 0 0 2px var(--k)}
    .tip{display:none;position:absolute;left:-.5rem;top:calc(100% + .3rem);z-index:5;width:max-content;max-width:min(21rem,80vw);padding:.8rem 1rem;background:var(--sheet);color:var(--ink);border-radius:10px;box-shadow:var(--shadow);border-top:3px solid var(--k);font:400 .9rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-indent:0;white-space:normal;user-select:none}
    mark:hover>.tip,mark:focus>.tip{display:block}
    mark:hover{z-index:6}
    .tip::before{content:"";position:absolute;inset:-.6rem 0 auto;height:.6rem}
    .why{display:block}.why+.why{margin-top:.7rem;padding-top:.7rem;border-top:1px solid var(--line)}
    .msg{display:block}
    .alts{display:flex;flex-wrap:wrap;gap:.35rem;margin-top:.5rem}
    .alt{padding:.1rem .55rem;border-radius:6px;background:color-mix(in srgb,var(--k) 14%,transparent);white-space:pre-wrap;overflow-wrap:anywhere}
    .alt:first-child{font-weight:600}
    .meta{display:block;margin-top:.55rem;color:var(--soft);font-size:.78rem}
    .sev.error{color:var(--accent);font-weight:600}.sev.warning{font-weight:600}
    footer{padding-block:1rem 4rem;color:var(--soft);font-size:.875rem}
    @media (max-width:44rem){.top{padding-top:2rem}main{padding-inline:.5rem}.tip{position:fixed;inset:auto .5rem .5rem;width:auto;max-width:none}.numbers{gap:.5rem 1.75rem}.numbers dd{font-size:1.5rem}}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @media print{:root{--paper:#fff}body{font-size:11pt}.tools,.skip,.meter,.tip{display:none!important}.top{padding-top:0}article{border:0;padding:0;content-visibility:visible!important}.many article{break-before:page}
    mark{background:none}mark[data-r]::after{content:" [" attr(data-r) "]";font:.75em system-ui,sans-serif;color:var(--k)}.b{break-inside:avoid-page;orphans:3;widows:3}}

    """

  /// Moves between findings by keys and buttons, and keeps reasons inside the window.
  ///
  /// Everything else works without it.
  static let script = """

    (()=>{
    const marks=[...document.querySelectorAll("mark[id]")],nav=document.getElementById("nav");
    if(!nav||!marks.length)return;
    nav.hidden=false;
    const where=document.getElementById("where"),shown=m=>document.getElementById("show"+m.dataset.c)?.checked;
    let current=null;
    const tell=()=>{const list=marks.filter(shown),at=list.indexOf(current);
    where.textContent=at<0?list.length+" shown":(at+1)+" / "+list.length};
    const go=step=>{const list=marks.filter(shown);if(!list.length)return;
    let at=list.indexOf(current);
    if(at<0&&current)at=list.findIndex(m=>current.compareDocumentPosition(m)&4)-(step>0?1:0);
    at=at<0&&step<0?list.length-1:(at+step+list.length)%list.length;
    current=list[at];current.focus({preventScroll:true});current.scrollIntoView({block:"center"});tell()};
    const place=e=>{const m=e.target.closest?.("mark[id]"),tip=m?.querySelector(".tip");if(!tip)return;
    tip.style.marginLeft="";const over=tip.getBoundingClientRect().right-document.documentElement.clientWidth+12;
    if(over>0)tip.style.marginLeft=-over+"px"};
    document.addEventListener("mouseover",place);
    document.addEventListener("focusin",e=>{place(e);const m=e.target.closest?.("mark[id]");if(m){current=m;tell()}});
    document.getElementById("next").onclick=()=>go(1);
    document.getElementById("prev").onclick=()=>go(-1);
    document.addEventListener("change",tell);
    document.addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;
    if(e.key==="j"||e.key==="n")go(1);else if(e.key==="k"||e.key==="p")go(-1);
    else if(e.key==="Escape")document.activeElement?.blur()});
    tell();
    })();

    """
}
