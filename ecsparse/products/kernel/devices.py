"""Messages of the kernel about devices: USB, disks, file systems, arrays of disks, errors of the hardware.

Source: Linux 2.6 to 6.12: `drivers/usb`, `drivers/scsi`, `drivers/ata`, `drivers/nvme`, `drivers/md`, `block`,
`fs/ext4`, `fs/xfs`, `fs/btrfs`, `fs/fat`, `fs/nfs`, `fs/smb`, `drivers/edac`, `arch/x86/kernel/cpu/mce`.
"""

from __future__ import annotations

from ecsparse.products.kernel.values import table

DEVICES = table(r"""
usb-attached            usb {bus_id}: new {speed:[a-zA-Z-]+(?: Gen [0-9a-z]+)?}{? speed} USB device number
  {usb_number}
  using {driver}
usb-attached            usb {bus_id}: new {speed:[a-zA-Z-]+(?: Gen [0-9a-z]+)?}{? speed} USB device using {driver}
  {~and address [0-9]+}
usb-attached            usb {bus_id}: New USB device found, idVendor={usb_vendor}, idProduct={usb_product}{?,
  bcdDevice={*}}
device-described        usb {bus_id}: New USB device strings: {*}
device-described        usb {bus_id}: Product: {model}
device-described        usb {bus_id}: Manufacturer: {manufacturer}
device-described        usb {bus_id}: SerialNumber: {serial}
device-described        usb {bus_id}: {reason=reset {speed:[a-zA-Z-]+} USB device} number {usb_number} using
  {driver}
usb-detached            usb {bus_id}: USB disconnect, {|device number|address} {usb_number}
device-refused          usb {bus_id}: Device is not authorized for usage
device-described        usb {bus_id}: authorized to connect
usb-failed              usb {bus_id}: {reason:device descriptor .+|device not accepting .+|can't .+|unable to .+}
usb-attached            usb-storage {bus_id}: USB Mass Storage device detected
module-loaded           usbcore: registered new {|interface|device} driver {module}
device-attached         {?{driver:hid-[a-z0-9-]+} }{bus_id:[0-9A-F:.]+}: {~[^:]*}: USB HID {~v[0-9.]+}
  {?{|Device|Keyboard|Mouse} }[{model}] on {*}
device-attached         input: {model} as {~/.+}
device-attached         scsi host{bus_id:[0-9]+}: {driver}{~.*}
device-attached         scsi {bus_id}: {|Direct-Access|CD-ROM|Sequential-Access|Enclosure|Processor|RAID}{~ +}
  {manufacturer:[^ ].{7}} {model:[^ ].{15}} {~.{4}} PQ: {~[0-9]+} ANSI: {~[0-9]+}{~.*}
device-attached         sd {bus_id}: [{device}] Attached SCSI {?removable }disk
device-attached         {|sd|sr} {bus_id}: Attached scsi {reason:[a-zA-Z -]+} {device}{? type {~[0-9]+}}
device-described        sd {bus_id}: [{device}] {reason:[0-9]+ [0-9]+-byte logical blocks: .+|Write Protect is o.+}
device-described        sd {bus_id}: [{device}] {reason:Write cache: .+|Mode Sense: .+|Synchronizing SCSI
  cache|Stopping disk}
disk-error              sd {bus_id}: [{device}] {?tag#{~[0-9]+} }{reason:FAILED Result: .+|Unhandled .+|CDB:
  .+|Sense Key
  : .+|Add\. Sense: .+}
disk-error              {?{|blk_update_request: |print_req_error: |end_request: }}{?critical
  }{reason:(?:I/O|medium|target|space allocation|nexus|timeout) error},
  dev {device:[^ ,]+}, sector {sector}{~.*}
disk-error              {reason=Buffer I/O error} on dev{?ice} {device:[^ ,]+}, logical block {sector}{~.*}
disk-error              {reason=lost async page write} due to I/O error on {device}
disk-error              {bus_id:ata[0-9.]+}: {reason:failed command: .+|exception .+|SError: .+|hard resetting
  link|limiting SATA link.+}
disk-error              {bus_id:ata[0-9.]+}: status: {reason}
device-attached         {bus_id:ata[0-9.]+}: SATA link up {speed} (SStatus {*}
device-detached         {bus_id:ata[0-9.]+}: SATA link down{*}
disk-error              nvme {device}: {reason:I/O .+timeout.*|controller is down.+|Abort status.+|Device not
  ready.+|Removing after.+}
file-system-mounted     {file_system=EXT{~[234]}}-fs ({device}): mounted filesystem{? {uuid}}{? {~r/w|ro}}{?
  with{*}}
file-system-mounted     {file_system=EXT{~[234]}}-fs ({device}): re-mounted{*}
file-system-unmounted   {file_system=EXT{~[234]}}-fs ({device}): unmounting filesystem{? {uuid}}{*}
file-system-error       {file_system=EXT{~[234]}}-fs error (device {device}): {~[a-z0-9_]+:[0-9]+}: {where}{reason}
file-system-error       {file_system=EXT{~[234]}}-fs {|error|warning} (device {device}){?:} {reason}
file-system-error       {file_system=EXT{~[234]}}-fs ({device}): {reason:Remounting filesystem read-only|error
  count .+|Delayed block .+|previous I/O error.+}
file-system-information {file_system=EXT{~[234]}}-fs ({device}): {reason}
file-system-error       {reason=Aborting journal} on device {device:[^ ]+?}{~\.?}
file-system-error       JBD2: {reason:(?:Detected IO errors|Error) .+}
file-system-mounted     {file_system=XFS} ({device}): Mounting {?V{~[0-9]} }{~[Ff]}ilesystem{? {uuid}}
file-system-information {file_system=XFS} ({device}): {reason:Ending clean mount|Starting recovery.*|Ending
  recovery.*}
file-system-unmounted   {file_system=XFS} ({device}): Unmounting {~[Ff]}ilesystem{? {uuid}}
file-system-error       {file_system=XFS} ({device}): {reason:(?:.*[Cc]orrupt|.*[Ee]rror|.*[Ss]hut|Please ).*}
file-system-information {file_system=XFS} ({device}): {reason}
file-system-error       {file_system=BTRFS}{?:} {|error|critical|warning} (device {device}{~[^()]*}){?:} {reason}
file-system-information {file_system=BTRFS}{?:} {?info }(device {device}{~[^()]*}){?:} {reason}
file-system-error       {file_system=FAT}-fs ({device}): {reason}
file-system-error       {file_system:SQUASHFS|ISOFS|F2FS-fs|UDF-fs} error{?: }{*}
raid-degraded           md/{~[a-z0-9]+}:{array}: {reason=Disk failure} on {device}, {*}
raid-changed            md/{~[a-z0-9]+}:{array}: {reason}
raid-changed            md: {array}: {reason}
raid-changed            md: {reason:(?:recovery|resync|data-check|requested-resync|reshape|check) of RAID array}
  {array}
raid-degraded           md: {reason=kicking non-fresh {device}} from array!
raid-changed            md: {reason:(?:un)?bind}<{device:[^<>]+}>
disk-error              device-mapper: multipath: {?{~[0-9:]+}: }{reason=Failing path} {device:[0-9:]+}{~\.?}
device-described        device-mapper: multipath: {?{~[0-9:]+}: }{reason=Reinstating path} {device:[0-9:]+}{~\.?}
message                 device-mapper: {reason}
server-not-responding   nfs: server {server} {reason:not responding, (?:still trying|timed out)}
server-available        nfs: server {server} OK
server-not-responding   lockd: server {server} {reason:not responding, .+}
server-available        lockd: server {server} OK
server-not-responding   CIFS{?:} VFS: {|Server |\\}{server:[^ \\]+}{~(?:\\[^ ]*)?} {reason:has not responded in
  [0-9]+ seconds\. .+}
network-problem         CIFS{?:} VFS: {?\\{server:[^ \\]+}{~(?:\\[^ ]*)?} }{reason}
hardware-error          mce: [Hardware Error]: {reason=CPU {cpu}: Machine Check{?: }{?Exception: }{~.*}}
hardware-error          {?mce: }{?{{{~[0-9]+}}}}[Hardware Error]: {reason}
hardware-error          EDAC {device:[A-Za-z0-9#_]+}: {count} {reason:(?:CE|UE) .+}
boot-information        EDAC {device:[A-Za-z0-9#_]+}: {reason}
hardware-error          pcieport {bus_id}: {?AER: }{reason:(?:Multiple
  )?(?:Corrected|Uncorrected|Correctable|Uncorrectable)[^:]*error.*}
hardware-error          {driver} {bus_id}: {?AER: }{reason:PCIe Bus Error: .+}
cpu-throttled           {?mce: }CPU{cpu}: {reason:(?:Core|Package) temperature above threshold}, {*}
cpu-unthrottled         {?mce: }CPU{cpu}: {reason:(?:Core|Package) temperature/speed normal}{*}
hardware-error          thermal {device}: {reason:.*critical temperature reached.*}
hardware-error          ACPI {?BIOS }{|Error|Warning|Exception}{? (bug)}: {reason}
""", {
    "where": "{?inode #{inode}: }{?block {~[0-9]+}: }{?comm {process}: }",
})  # fmt: skip
