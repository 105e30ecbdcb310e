package serve

// remoteSystems are the file systems that others change without this machine hearing of
// it, by the name that a user may know: of a network, of another machine's host, or of a
// program that stands between. A file that one writes oneself to try gives an event on
// all of them, since the kernel that writes also tells; so the file system is asked what
// it is, and not whether it tells.
//
// Numbers: Linux, include/uapi/linux/magic.h, and fs/{smb/client,afs,vboxsf} of 6.12.
var remoteSystems = map[uint32]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xfe534d42: "SMB",
	0xff534d42: "CIFS",
	0x01021997: "9P", // the disks of Windows under WSL 2, shared folders of virtual machines
	0x65735546: "FUSE",
	0x00c36400: "Ceph",
	0x5346414f: "AFS",
	0x6b414653: "AFS",
	0x73757245: "Coda",
	0x564c:     "NCP",
	0x786f4256: "VirtualBox",
	0x53464846: "WSL 1",
}
