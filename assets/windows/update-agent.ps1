# Elevated part of an update on Windows, by a scheduled task in closed hours. NOT RUN on the build machine. Believes the publisher's signature (Authenticode) and the manifest's digest.
# The data are tried by the new version itself at its first start, on a copy: only the running kiosk opens the sealed key. Where that fails it ends with 78 and has changed nothing.
$data = Join-Path $env:ProgramData 'vaccination-kiosk\data'
$own = Join-Path $env:ProgramData 'vaccination-kiosk-update'
$app = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'vaccination-kiosk.exe'
$ready = Join-Path $data 'updates\ready'
if (-not (Test-Path $ready)) { exit 0 }
New-Item $own -ItemType Directory -Force | Out-Null
$bad = Join-Path $own 'bad-versions'
$name = Split-Path (Get-Content $ready -TotalCount 1) -Leaf
Copy-Item (Join-Path $data "updates\$name") (Join-Path $own 'after.exe') -Force
Copy-Item (Join-Path $data 'updates\latest.txt') $own -Force
$version = (Select-String -Path (Join-Path $own 'latest.txt') -Pattern '^version (.+)$').Matches.Groups[1].Value
if ((Get-Content $bad -ErrorAction SilentlyContinue) -contains $version) { Remove-Item $ready; exit 1 }
$expected = (Select-String -Path (Join-Path $own 'latest.txt') -Pattern '^sha512 ([0-9a-f]{128})$').Matches.Groups[1].Value
if ((Get-FileHash (Join-Path $own 'after.exe') -Algorithm SHA512).Hash -ne $expected) { exit 1 }
$signed = Get-AuthenticodeSignature (Join-Path $own 'after.exe')
if ($signed.Status -ne 'Valid' -or $signed.SignerCertificate.Thumbprint -ne (Get-AuthenticodeSignature $app).SignerCertificate.Thumbprint) { exit 1 }
Stop-Process -Name vaccination-kiosk -ErrorAction SilentlyContinue
Start-Process (Join-Path $own 'after.exe') -ArgumentList '/S' -Wait
$appVersion = (Select-String -Path (Join-Path $own 'latest.txt') -Pattern '^app-version (.+)$').Matches.Groups[1].Value
Remove-Item (Join-Path $data 'health.json') -ErrorAction SilentlyContinue
for ($i = 0; $i -lt 180; $i++) { if ((Get-Content (Join-Path $data 'health.json') -ErrorAction SilentlyContinue) -match [regex]::Escape($appVersion)) { Copy-Item (Join-Path $own 'after.exe') (Join-Path $own 'before.exe') -Force; Remove-Item $ready; exit 0 }; Start-Sleep 1 }
$version | Add-Content $bad
Remove-Item $ready
if (Test-Path (Join-Path $own 'before.exe')) { Start-Process (Join-Path $own 'before.exe') -ArgumentList '/S' -Wait }
exit 2
