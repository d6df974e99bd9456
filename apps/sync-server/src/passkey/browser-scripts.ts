/**
 * Asks a passkey for its proof: by the button, and where the browser can by what it offers in the address field. The
 * button shows only where passkeys work; without this script the mail is the way.
 */
export const usePasskey = `(async()=>{const P=window.PublicKeyCredential,form=document.querySelector('[data-passkey]');if(!form||!P?.parseRequestOptionsFromJSON)return;
const challenge=async()=>{const r=await fetch('/sign-in/passkey/challenge',{method:'POST',body:new URLSearchParams});return r.ok?P.parseRequestOptionsFromJSON(await r.json()):null};
let open;const prove=async(publicKey,how)=>{open?.abort();open=new AbortController();const got=await navigator.credentials.get({publicKey,signal:open.signal,...how});form.elements.proof.value=JSON.stringify(got);form.submit()};
const first=await challenge().catch(()=>null);if(!first)return;form.hidden=false;
form.addEventListener('submit',async(e)=>{e.preventDefault();try{const next=await challenge();if(next)await prove(next)}catch{form.querySelector('[data-note]').hidden=false}});
if(await P.isConditionalMediationAvailable?.())prove(first,{mediation:'conditional'}).catch(()=>{})})()`

/** Makes a passkey on this device and sends it with the form. */
export const makePasskey = `(()=>{const P=window.PublicKeyCredential,form=document.querySelector('[data-make]');if(!form)return;
if(!P?.parseCreationOptionsFromJSON){document.querySelector('[data-cannot]').hidden=false;return}form.hidden=false;
form.addEventListener('submit',async(e)=>{e.preventDefault();try{const r=await fetch('/account/passkeys/challenge',{method:'POST',body:new URLSearchParams});if(!r.ok)return location.reload();
const made=await navigator.credentials.create({publicKey:P.parseCreationOptionsFromJSON(await r.json())});form.elements.made.value=JSON.stringify(made);form.submit()}catch{form.querySelector('[data-note]').hidden=false}})})()`
