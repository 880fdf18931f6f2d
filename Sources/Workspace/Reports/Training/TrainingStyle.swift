/// What the page about a training run adds to the look of the reports.
enum TrainingStyle {
  static let sheet = """

    h1{font-size:2.6rem;overflow-wrap:anywhere}
    .training article{padding-inline:clamp(1rem,4vw,2.5rem)}
    .training h3{margin:0;font-size:.9rem;font-weight:600}
    .charts{display:grid;gap:1.75rem}
    .chart{margin:0}
    .chart figcaption{display:flex;flex-wrap:wrap;align-items:baseline;gap:.35rem 1.25rem;margin-bottom:.35rem}
    .legend{display:flex;flex-wrap:wrap;gap:.15rem .9rem;list-style:none;margin:0;padding:0;font-size:.8rem;color:var(--soft)}
    .legend i{display:inline-block;width:1rem;height:0;border-top:2.5px solid var(--k);vertical-align:middle;margin-right:.35rem;border-radius:2px}
    .legend .dashed i{border-top-style:dashed}
    .plot{position:relative}
    .plot svg{display:block;width:100%;height:auto;overflow:visible}
    .plot .grid{stroke:var(--line);stroke-width:1}
    .plot .tick{fill:var(--soft);font-size:11px;font-variant-numeric:tabular-nums}
    .plot path{fill:none;stroke:var(--k);stroke-linejoin:round;stroke-linecap:round}
    .plot .line{stroke-width:2}.plot .raw{stroke-width:1;opacity:.28}
    .plot .dashed .line{stroke-dasharray:6 4}
    .plot circle{fill:var(--sheet);stroke:var(--k);stroke-width:2}
    .plot .cursor{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3}
    .plot .cursor[hidden]{display:none}
    .readout{position:absolute;top:.25rem;pointer-events:none;padding:.5rem .7rem;background:var(--sheet);border-radius:8px;box-shadow:var(--shadow);font-size:.8rem;font-variant-numeric:tabular-nums;white-space:nowrap;z-index:4}
    .readout[hidden]{display:none}
    .readout b{display:block;font-weight:600;margin-bottom:.15rem}
    .readout span{display:flex;align-items:center;gap:.4rem}
    .readout span::before{content:"";width:.6rem;height:.6rem;border-radius:50%;background:var(--k)}
    .readout em{margin-left:auto;padding-left:1rem;font-style:normal;font-weight:600}
    .numbers.small{margin:0 0 1.5rem;gap:.35rem 2rem}.numbers.small dd{font-size:1.5rem}
    .numbers.small div:not(:first-child) dd{font-size:1.15rem;line-height:1.8rem;color:var(--soft)}
    .scroll{overflow-x:auto}
    .scores{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
    .scores th,.scores td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:right;font-weight:400}
    .scores thead th{color:var(--soft);font-weight:500}
    .scores th:first-child{text-align:left;padding-left:0}
    .scores td.bars{width:34%;min-width:6rem}.scores td:last-child{color:var(--soft)}
    .scores .meter{height:8px;border-radius:4px}
    .scores tr:hover>*{background:color-mix(in srgb,var(--line) 30%,transparent)}
    details summary{cursor:pointer;color:var(--soft);font-size:.9rem;margin-bottom:.5rem}
    .heat{margin:2rem 0 0}
    .heat figcaption p{margin:.1rem 0 .75rem;color:var(--soft);font-size:.85rem}
    .heat table{border-collapse:separate;border-spacing:2px;font-size:.75rem;font-variant-numeric:tabular-nums}
    .heat thead th{vertical-align:bottom;padding:0 0 .25rem;font-weight:500}
    .heat thead span{display:block;writing-mode:vertical-rl;transform:rotate(180deg);max-height:6.5rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;margin-inline:auto}
    .heat tbody th{text-align:right;padding-right:.5rem;font-weight:500;white-space:nowrap;max-width:11rem;overflow:hidden;text-overflow:ellipsis}
    .heat td{min-width:2.3rem;height:2.1rem;padding:0 .2rem;text-align:center;border-radius:4px;background:color-mix(in srgb,var(--c) var(--s),color-mix(in srgb,var(--line) 35%,transparent));--c:var(--accent)}
    .heat td.right{--c:var(--k3)}
    .heat td.deep{color:var(--sheet);font-weight:600}
    .heat td:hover{outline:2px solid var(--ink)}
    .worst{margin:1rem 0 0;font-size:.9rem;color:var(--soft)}.worst b{color:var(--ink);font-weight:600}
    .settings{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.5rem 2.5rem;font-size:.875rem}
    .settings dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0 0}
    .settings dt{color:var(--soft)}.settings dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
    @media (max-width:44rem){h1{font-size:2rem}}
    @media print{.readout{display:none!important}}

    """

  /// Shows the values at the pointer; the charts say the same without it.
  static let script = """

    (()=>{
    for(const plot of document.querySelectorAll(".plot")){
    const svg=plot.querySelector("svg"),out=plot.querySelector(".readout"),line=plot.querySelector(".cursor");
    const lower=+svg.dataset.lower,upper=+svg.dataset.upper,left=52,right=746;
    const curves=[...svg.querySelectorAll("g")].map(g=>({g,x:g.dataset.x.split(" ").map(Number),y:g.dataset.y.split("|")}));
    const hide=()=>{out.hidden=true;line.setAttribute("hidden","")};
    plot.addEventListener("pointerleave",hide);
    plot.addEventListener("pointermove",e=>{
    const box=svg.getBoundingClientRect(),px=(e.clientX-box.left)/box.width*760;
    if(px<left||px>right)return hide();
    const at=lower+(px-left)/(right-left)*(upper-lower);let step=null;
    const rows=curves.map(c=>{let i=0;c.x.forEach((x,n)=>{if(Math.abs(x-at)<Math.abs(c.x[i]-at))i=n});
    if(step===null||Math.abs(c.x[i]-at)<Math.abs(step-at))step=c.x[i];return[c.g,c.y[i]]});
    out.replaceChildren();const head=document.createElement("b");head.textContent="Step "+Math.round(step);out.append(head);
    for(const[g,y]of rows){const row=document.createElement("span"),value=document.createElement("em");
    row.className=g.getAttribute("class");row.append(g.dataset.name);value.textContent=y;row.append(value);out.append(row)}
    const sx=left+(step-lower)/(upper-lower||1)*(right-left);
    line.setAttribute("x1",sx);line.setAttribute("x2",sx);line.removeAttribute("hidden");
    out.hidden=false;const offset=sx/760*box.width;
    if(offset>box.width/2){out.style.left="";out.style.right=(box.width-offset+12)+"px"}
    else{out.style.right="";out.style.left=(offset+12)+"px"}});
    }
    })();

    """
}
