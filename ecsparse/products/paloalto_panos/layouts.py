"""The columns of each type of log, in their order.

Source: Palo Alto Networks, PAN-OS Administrator's Guide, Syslog Field Descriptions, 8.1 to 11.2. A later version
appends columns, so the longest list is that of all versions. The default order of Strata Logging Service is
the same.
"""

from __future__ import annotations

from ecsparse.formats.columns import names

# After it, columns are counted from here: it is found by its form, whatever a version puts before it.
STAMP = "high_res_timestamp"

_FIRST = "- receive_time serial type subtype config_version time_generated"
_SESSION = (
    "src dst natsrc natdst rule srcuser dstuser app vsys from to inbound_if outbound_if logset - sessionid "
    "repeatcnt sport dport natsport natdport flags proto action"
)
_GROUPS = "dg_hier_level_1 dg_hier_level_2 dg_hier_level_3 dg_hier_level_4 vsys_name device_name"
_SOURCE_DEVICE = "src_category src_profile src_model src_vendor src_osfamily src_osversion src_host src_mac"
_DEVICES = f"{_SOURCE_DEVICE} {_SOURCE_DEVICE.replace('src_', 'dst_')}"
_PODS = "container_id pod_namespace pod_name src_edl dst_edl"
_APPLICATION = "subcategory_of_app category_of_app technology_of_app risk_of_app characteristic_of_app container_of_app"
_STATE = "is_saas_of_app sanctioned_state_of_app"
_PARENT = "tunnelid monitortag parent_session_id parent_start_time tunnel"

_TUNNEL = (
    f"{_FIRST} {_SESSION} severity seqno actionflags srcloc dstloc {_GROUPS} {_PARENT} bytes bytes_sent "
    "bytes_received packets pkts_sent pkts_received max_encap unknown_proto strict_check tunnel_fragment "
    "sessions_created sessions_closed session_end_reason action_source start elapsed tunnel_insp_rule "
    "remote_user_ip remote_user_id rule_uuid pcap_id dynusergroup_name src_edl dst_edl "
    f"{STAMP} nssai_sd nssai_sst pdu_session_id {_APPLICATION} {_STATE} cluster_name"
)
_AUTHENTICATION = (
    f"{_FIRST} vsys ip user normalize_user object authpolicy repeatcnt authid vendor logset serverprofile opaque "
    f"clienttype event factorno seqno actionflags {_GROUPS} vsys_id authproto rule_uuid {STAMP} {_SOURCE_DEVICE} "
    "region - user_agent auth_session cluster_name"
)
_HIP_MATCH = (
    f"{_FIRST} srcuser vsys machinename os src matchname repeatcnt matchtype - - seqno actionflags {_GROUPS} "
    f"vsys_id srcipv6 hostid serialnumber mac {STAMP} cluster_name"
)
_CHANGE = "host vsys cmd admin client result path"

LAYOUTS = {
    name: names(columns)
    for name, columns in {
        "AUTH": _AUTHENTICATION,
        "AUTHENTICATION": _AUTHENTICATION,
        "CONFIG": (
            f"{_FIRST} {_CHANGE} before_change_detail after_change_detail seqno actionflags {_GROUPS} dg_name "
            f"comment - {STAMP}"
        ),
        "CORRELATION": (f"{_FIRST} src srcuser vsys category severity {_GROUPS} vsys_id objectname object_id evidence"),
        "DECRYPTION": (
            f"{_FIRST} {_SESSION} tunnel - - src_uuid dst_uuid rule_uuid hs_stage_c2f hs_stage_f2s tls_version "
            "tls_keyxchg tls_enc tls_auth policy_name ec_curve err_index root_status chain_status proxy_type "
            "cert_serial fingerprint notbefore notafter cert_ver cert_size cn_len issuer_len rootcn_len sni_len "
            f"cert_flags cn issuer_cn root_cn sni error {_PODS} src_dag dst_dag {STAMP} {_DEVICES} seqno "
            f"actionflags {_GROUPS} vsys_id {_APPLICATION} tunneled_app {_STATE} cluster_name"
        ),
        "END": _TUNNEL,
        "GLOBALPROTECT": (
            f"{_FIRST} vsys eventid stage auth_method tunnel_type srcuser srcregion machinename public_ip "
            "public_ipv6 private_ip private_ipv6 hostid serialnumber client_ver client_os client_os_ver repeatcnt "
            "reason error opaque status location login_duration connect_method error_code portal seqno "
            f"actionflags {STAMP} selection_type response_time priority attempted_gateways gateway {_GROUPS} "
            "vsys_id cluster_name"
        ),
        "GTP": (
            f"{_FIRST} src dst - - rule - - app vsys from to inbound_if outbound_if logset - sessionid - sport "
            "dport - - - proto action event_type msisdn apn rat msg_type end_ip_adr teid1 teid2 gtp_interface "
            "cause_code severity mcc mnc area_code cell_id event_code - - srcloc dstloc - - - - - - - imsi imei "
            f"{'- ' * 16} start elapsed tunnel_insp_rule remote_user_ip remote_user_id rule_uuid pcap_id {STAMP} "
            f"nssai_sst nssai_sd {_APPLICATION} {_STATE}"
        ),
        "HIP-MATCH": _HIP_MATCH,
        "HIPMATCH": _HIP_MATCH,
        "IPTAG": (
            f"{_FIRST} vsys ip tag_name event_id repeatcnt timeout datasourcename datasourcetype "
            f"datasource_subtype seqno actionflags {_GROUPS} vsys_id {STAMP}"
        ),
        "SCTP": (
            f"{_FIRST} src dst - - rule - - - vsys from to inbound_if outbound_if logset - sessionid repeatcnt "
            f"sport dport - - - - proto action {_GROUPS} seqno - assoc_id ppid severity sctp_chunk_type - "
            "verif_tag_1 verif_tag_2 sctp_cause_code diam_app_id diam_cmd_code diam_avp_code stream_id "
            "assoc_end_reason op_code sccp_calling_ssn sccp_calling_gt sctp_filter chunks chunks_sent "
            f"chunks_received packets pkts_sent pkts_received rule_uuid {STAMP}"
        ),
        "START": _TUNNEL,
        "SYSTEM": (
            f"{_FIRST} vsys eventid object - - module severity opaque seqno actionflags {_GROUPS} dg_name "
            f"template {STAMP}"
        ),
        "THREAT": (
            f"{_FIRST} {_SESSION} misc threatid category severity direction seqno actionflags srcloc dstloc - "
            "contenttype pcap_id filedigest cloud url_idx user_agent filetype xff referer sender subject "
            f"recipient reportid {_GROUPS} - src_uuid dst_uuid http_method {_PARENT} thr_category contentver - "
            "assoc_id ppid http_headers url_category_list rule_uuid http2_connection dynusergroup_name xff_ip "
            f"{_DEVICES} {_PODS} hostid serialnumber domain_edl src_dag dst_dag partial_hash {STAMP} reason "
            f"justification nssai_sst {_APPLICATION} tunneled_app {_STATE} cloud_reportid cluster_name flow_type"
        ),
        "TRAFFIC": (
            f"{_FIRST} {_SESSION} bytes bytes_sent bytes_received packets start elapsed category - seqno "
            f"actionflags srcloc dstloc - pkts_sent pkts_received session_end_reason {_GROUPS} action_source "
            f"src_uuid dst_uuid {_PARENT} assoc_id chunks chunks_sent chunks_received rule_uuid http2_connection "
            "link_change_count policy_id link_switches sdwan_cluster sdwan_device_type sdwan_cluster_type "
            f"sdwan_site dynusergroup_name xff_ip {_DEVICES} {_PODS} hostid serialnumber src_dag dst_dag "
            f"session_owner {STAMP} nssai_sst nssai_sd {_APPLICATION} tunneled_app {_STATE} offloaded flow_type "
            "cluster_name"
        ),
        "TUNNEL": _TUNNEL,
        "USERID": (
            f"{_FIRST} vsys ip user datasourcename event_id repeatcnt timeout sport dport datasource "
            f"datasourcetype seqno actionflags {_GROUPS} vsys_id factortype factorcompletiontime factorno ugflags "
            f"userbysource tag_name {STAMP} origindatasource - cluster_name"
        ),
    }.items()
}

# By default a change is logged without what it changed.
SHORT_CHANGE = names(f"{_FIRST} {_CHANGE} seqno actionflags {_GROUPS} dg_name comment - {STAMP}")
AUDIT = names("serial time_generated type config_version event_id admin command result")
