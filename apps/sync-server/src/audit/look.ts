/** How the page of the audit log looks, beside what all plain pages share. */
export const auditLook = `
main.audit{width:min(1040px,100% - 48px);padding:32px 0 64px}
.audit .brand{margin:0 0 24px}
.audit .quiet{max-width:70ch}
.filters{display:flex;flex-wrap:wrap;align-items:end;gap:12px;margin:24px 0 8px}
.filters label{margin:0}.filters label span{display:block;margin:0 0 4px}
select{height:44px;max-width:100%;padding:0 12px;border:1px solid var(--control);border-radius:6px;background:var(--sheet);color:var(--ink);font:inherit;font-size:15px;font-weight:400}
.audit .button,.audit button{width:auto;margin:0;padding:9px 16px;border-color:var(--control);background:var(--sheet);color:var(--ink);font-size:15px}
.filters .button{margin-left:auto}
.audit h2{margin:32px 0 8px;font-size:14px;line-height:20px;font-weight:650}
.entries{margin:0;padding:0;list-style:none;border:1px solid var(--hairline);border-radius:8px;background:var(--sheet)}
.entries li{display:grid;grid-template-columns:72px minmax(0,5fr) minmax(0,3fr) minmax(0,4fr);gap:0 16px;padding:11px 16px;font-size:14px;line-height:20px}
.entries li+li{border-top:1px solid var(--hairline)}
.entries b{font-weight:550}
time{color:var(--ink-2);font-variant-numeric:tabular-nums;white-space:nowrap}
.what span,.where{color:var(--ink-2)}
.none{margin:32px 0;color:var(--ink-2)}
.ends{display:flex;gap:12px;margin:24px 0 0}
@media(max-width:767px){
main.audit{width:min(1040px,100% - 32px);padding-top:16px}
.filters{align-items:stretch}.filters label{flex:1 1 100%}.filters>:not(label){flex:1 1 40%}
.filters select{width:100%}
.filters .button{margin:0}
.entries li{grid-template-columns:64px minmax(0,1fr);gap:2px 8px;padding:11px 12px}
.entries time{grid-row:1/span 3}
.entries .what,.entries .who,.entries .where{grid-column:2}
.ends .button{flex:1}
}`
