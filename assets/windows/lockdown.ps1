# vaccination-kiosk --lockdown apply|status|revert [--dry-run] [--user=kiosk]
# Windows 10/11 IoT Enterprise or Enterprise: Shell Launcher v2, Keyboard Filter, edge swipe, AppLocker. NOT RUN on the build machine: it has no Windows.
# Exit: 0 done or locked, 1 not locked (status), 77 not an administrator, 78 what is missing.
$act = $args | Where-Object { $_ -notlike '--*' } | Select-Object -First 1
$dry = $args -contains '--dry-run'
$user = ($args | Where-Object { $_ -like '--user=*' } | ForEach-Object { $_.Substring(7) } | Select-Object -First 1)
if (-not $user) { $user = 'kiosk' }
$app = if ($env:KIOSK_APP) { $env:KIOSK_APP } else { Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'vaccination-kiosk.exe' } # Wherever it was installed to: this script lies in its resources\windows.
$before = Join-Path $env:ProgramData 'vaccination-kiosk\applocker-before.xml'
$space = 'root\standardcimv2\embedded'
$keys = 'Ctrl+Alt+Del', 'Ctrl+Shift+Esc', 'Alt+Tab', 'Alt+F4', 'Alt+Esc', 'Ctrl+Esc', 'Win+L', 'Win+R', 'Win+E', 'Win+D', 'Win+Tab', 'Win', 'LShift+LAlt+NumLock', 'LShift+LAlt+PrintScrn'

# One line for each thing that is done, the same in a dry run.
function Do-It([string]$what, [scriptblock]$how) { Write-Output "+ $what"; if (-not $dry) { & $how } }
function Set-Value([string]$path, [string]$name, $value) { Do-It "set $path $name = $value" { if (-not (Test-Path $path)) { New-Item $path -Force | Out-Null }; Set-ItemProperty $path $name $value } }
function Remove-Value([string]$path, [string]$name) { Do-It "remove $path $name" { Remove-ItemProperty $path $name -ErrorAction SilentlyContinue } }

$policies = @(
  @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI', 'AllowEdgeSwipe', 0),
  @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\System', 'DisableLockWorkstation', 1),
  @('HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System', 'DisableTaskMgr', 1),
  @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\Explorer', 'DisableNotificationCenter', 1),
  @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU', 'NoAutoRebootWithLoggedOnUsers', 1)
)

function Apply {
  Do-It 'enable Windows features Client-EmbeddedShellLauncher, Client-KeyboardFilter' { Enable-WindowsOptionalFeature -Online -NoRestart -FeatureName Client-EmbeddedShellLauncher, Client-KeyboardFilter -All | Out-Null }
  Do-It "make the unprivileged user $user" { if (-not (Get-LocalUser $user -ErrorAction SilentlyContinue)) { New-LocalUser $user -NoPassword -AccountNeverExpires | Out-Null; Add-LocalGroupMember -SID S-1-5-32-545 -Member $user } }
  Do-It "Shell Launcher: $app for $user; exit 0 and 10 restart the shell, 20 the machine, 30 and 78 nothing" {
    $sid = (Get-LocalUser $user).SID.Value
    $shell = [wmiclass]"\\localhost\${space}:WESL_UserSetting"
    $shell.SetCustomShell($sid, $app, @(0, 10, 20, 30, 78), @(0, 0, 1, 3, 3), 0) | Out-Null
    $shell.SetEnabled($true) | Out-Null
  }
  foreach ($key in $keys) { Do-It "Keyboard Filter: block $key" { $filter = Get-CimInstance -Namespace $space WEKF_PredefinedKey -Filter "Id = '$key'"; if ($filter) { $filter.Enabled = $true; Set-CimInstance $filter } else { ([wmiclass]"\\localhost\${space}:WEKF_CustomKey").Add($key) | Out-Null } } }
  foreach ($policy in $policies) { Set-Value $policy[0] $policy[1] $policy[2] }
  Do-It "AppLocker: $user starts only what lies under $(Split-Path $app) and Windows" {
    # What was there is kept once, for the way back; the rule names the folder that was chosen at installation.
    if (-not (Test-Path $before)) { New-Item (Split-Path $before) -ItemType Directory -Force | Out-Null; Get-AppLockerPolicy -Local -Xml | Set-Content $before -Encoding UTF8 }
    $rules = Join-Path $env:TEMP 'vaccination-kiosk-applocker.xml'
    (Get-Content (Join-Path $PSScriptRoot 'applocker.xml') -Raw).Replace('%PROGRAMFILES%\vaccination-kiosk\*', (Join-Path (Split-Path $app) '*')) | Set-Content $rules -Encoding UTF8
    Set-AppLockerPolicy -XmlPolicy $rules -Merge
    Remove-Item $rules
    sc.exe config AppIDSvc start= auto | Out-Null
  }
  Do-It 'scheduled task: install verified updates in closed hours' { schtasks.exe /Create /F /RU SYSTEM /SC DAILY /ST 02:20 /TN vaccination-kiosk-update /TR "powershell -NoProfile -ExecutionPolicy Bypass -File `"$(Join-Path $PSScriptRoot 'update-agent.ps1')`"" | Out-Null }
}

function Revert {
  Do-It 'Shell Launcher: off' { ([wmiclass]"\\localhost\${space}:WESL_UserSetting").SetEnabled($false) | Out-Null }
  foreach ($key in $keys) { Do-It "Keyboard Filter: allow $key" { Get-CimInstance -Namespace $space WEKF_PredefinedKey -Filter "Id = '$key'" | ForEach-Object { $_.Enabled = $false; Set-CimInstance $_ }; Get-CimInstance -Namespace $space WEKF_CustomKey -Filter "Id = '$key'" | Remove-CimInstance } }
  foreach ($policy in $policies) { Remove-Value $policy[0] $policy[1] }
  Do-It 'AppLocker: the rules of before' { if (Test-Path $before) { Set-AppLockerPolicy -XmlPolicy $before; Remove-Item $before } }
  Do-It 'scheduled task: removed' { schtasks.exe /Delete /F /TN vaccination-kiosk-update | Out-Null }
}

function Status {
  $open = 0
  $launcher = try { ([wmiclass]"\\localhost\${space}:WESL_UserSetting").IsEnabled().Enabled } catch { $false }
  $rules = try { (Get-AppLockerPolicy -Effective -Xml) -match 'Vaccination kiosk' } catch { $false }
  foreach ($one in @(@('Shell Launcher', $launcher), @('AppLocker', $rules))) { if ($one[1]) { Write-Output "locked    $($one[0])" } else { Write-Output "OPEN      $($one[0])"; $open = 1 } }
  foreach ($policy in $policies) {
    $found = (Get-ItemProperty $policy[0] $policy[1] -ErrorAction SilentlyContinue).($policy[1])
    if ($found -eq $policy[2]) { Write-Output "locked    $($policy[1])" } else { Write-Output "OPEN      $($policy[1])"; $open = 1 }
  }
  exit $open
}

if ($act -notin 'apply', 'status', 'revert') { Write-Error 'usage: vaccination-kiosk --lockdown apply|status|revert [--dry-run]'; exit 78 }
$admin = $dry -or ([Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
if ($act -ne 'status' -and -not $admin) { Write-Error 'needs an administrator'; exit 77 }
switch ($act) { 'apply' { Apply } 'revert' { Revert } 'status' { Status } }
