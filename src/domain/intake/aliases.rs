//! The headers of the layouts we know, the best first. Compared folded (`text::fold`): case,
//! spaces, signs and accents do not count.

use super::Field;

/// Headers that hold a field.
pub type Alias = (Field, &'static [&'static str]);

/// Headers that hold a property, by the property's name.
pub type PropertyAlias = (&'static str, &'static [&'static str]);

/// Shopify's order export.
///
/// `Name` (`#1001`) is the id: it stands in every row of an order, where `Id` stands in the first
/// alone, and a spreadsheet does not round it.
pub const SHOPIFY: &[Alias] = &[
    (Field::Id, &["Name"]),
    (Field::Number, &["Name"]),
    (Field::Placed, &["Created at"]),
    (Field::Fulfilled, &["Fulfilled at"]),
    (Field::Cancelled, &["Cancelled at"]),
    (Field::Status, &["Fulfillment Status"]),
    (Field::Location, &["Location"]),
    (Field::Product, &["Lineitem name"]),
    (Field::Name, &["Billing Name", "Shipping Name"]),
    (Field::Email, &["Email"]),
    (Field::Phone, &["Phone", "Billing Phone", "Shipping Phone"]),
    (Field::Country, &["Billing Country", "Shipping Country"]),
    (Field::Consent, &["Accepts Marketing"]),
];

/// Shopify's columns that become properties.
pub const SHOPIFY_PROPERTIES: &[PropertyAlias] = &[
    ("total", &["Total"]),
    ("currency", &["Currency"]),
    ("channel", &["Source"]),
    ("tags", &["Tags"]),
    ("note", &["Notes"]),
];

/// The export plug-ins of WooCommerce.
pub const WOOCOMMERCE: &[Alias] = &[
    (Field::Id, &["order_id", "Order ID", "id", "order_number", "Order Number"]),
    (Field::Number, &["order_number", "Order Number"]),
    (Field::Placed, &["order_date", "date_created", "Order Date", "date"]),
    (Field::Fulfilled, &["date_completed", "completed_date", "Completed Date"]),
    (Field::Status, &["status", "order_status"]),
    (Field::Product, &["line_items", "Item Name", "Product Name", "Product Name (main)"]),
    (Field::FirstName, &["billing_first_name", "First Name (Billing)", "shipping_first_name"]),
    (Field::LastName, &["billing_last_name", "Last Name (Billing)", "shipping_last_name"]),
    (Field::Name, &["Full Name (Billing)", "billing_full_name"]),
    (Field::Email, &["billing_email", "Email (Billing)", "customer_email"]),
    (Field::Phone, &["billing_phone", "Phone (Billing)", "shipping_phone"]),
    (Field::Country, &["billing_country", "Country Code (Billing)", "shipping_country"]),
    (Field::Customer, &["customer_id", "Customer User ID", "customer_user"]),
];

/// WooCommerce's columns that become properties.
pub const WOOCOMMERCE_PROPERTIES: &[PropertyAlias] = &[
    ("total", &["order_total", "Order Total Amount"]),
    ("currency", &["order_currency", "currency"]),
    ("note", &["customer_note"]),
];

/// What people write above their own columns, in Vietnamese, English and Thai.
pub const SHEET: &[Alias] = &[
    (
        Field::Id,
        &[
            "Order ID",
            "Mã đơn hàng",
            "Mã đơn",
            "Order number",
            "Order no",
            "Order code",
            "Order",
            "Số đơn hàng",
            "Mã đặt hàng",
            "Mã hóa đơn",
            "Số hóa đơn",
            "Đơn hàng",
            "Invoice number",
            "Invoice no",
            "Invoice",
            "Receipt number",
            "หมายเลขคำสั่งซื้อ",
            "เลขที่คำสั่งซื้อ",
            "รหัสคำสั่งซื้อ",
            "เลขที่ใบเสร็จ",
            "ID",
        ],
    ),
    (Field::Number, &["Order number", "Order name", "Order no", "Số đơn hàng", "หมายเลขคำสั่งซื้อ"]),
    (
        Field::Placed,
        &[
            "Order date",
            "Ordered at",
            "Placed at",
            "Created at",
            "Date created",
            "Purchase date",
            "Sale date",
            "Invoice date",
            "Ngày đặt hàng",
            "Ngày đặt",
            "Thời gian đặt hàng",
            "Ngày mua hàng",
            "Ngày mua",
            "Ngày tạo đơn",
            "Ngày tạo",
            "Thời gian tạo",
            "Ngày bán",
            "Ngày hóa đơn",
            "วันที่สั่งซื้อ",
            "วันที่ขาย",
            "วันที่",
            "Date",
            "Ngày",
        ],
    ),
    (
        Field::Fulfilled,
        &[
            "Fulfilled at",
            "Date fulfilled",
            "Shipped at",
            "Ship date",
            "Shipping date",
            "Completed at",
            "Date completed",
            "Completed date",
            "Ngày hoàn thành",
            "Ngày xuất kho",
            "Ngày gửi hàng",
            "วันที่จัดส่ง",
        ],
    ),
    (
        Field::Delivered,
        &[
            "Delivered at",
            "Delivery date",
            "Date delivered",
            "Delivered",
            "Ngày giao hàng",
            "Ngày giao",
            "Ngày giao thành công",
            "Ngày nhận hàng",
            "วันที่ส่งมอบ",
            "วันที่ได้รับสินค้า",
        ],
    ),
    (Field::Cancelled, &["Cancelled at", "Canceled at", "Date cancelled", "Ngày hủy", "วันที่ยกเลิก"]),
    (
        Field::Status,
        &[
            "Status",
            "Order status",
            "Trạng thái",
            "Trạng thái đơn hàng",
            "Tình trạng",
            "สถานะ",
            "สถานะคำสั่งซื้อ",
        ],
    ),
    (
        Field::Location,
        &[
            "Location",
            "Branch",
            "Store",
            "Shop",
            "Outlet",
            "Chi nhánh",
            "Cửa hàng",
            "Điểm bán",
            "สาขา",
            "ร้าน",
        ],
    ),
    (
        Field::Product,
        &[
            "Product name",
            "Product",
            "Products",
            "Item name",
            "Item",
            "Items",
            "Line items",
            "Lineitem name",
            "Tên sản phẩm",
            "Sản phẩm",
            "Tên hàng",
            "Mặt hàng",
            "Hàng hóa",
            "ชื่อสินค้า",
            "สินค้า",
        ],
    ),
    (
        Field::Name,
        &[
            "Customer name",
            "Customer",
            "Full name",
            "Client",
            "Buyer",
            "Recipient",
            "Tên khách hàng",
            "Khách hàng",
            "Tên khách",
            "Họ và tên",
            "Họ tên",
            "Người mua",
            "Người nhận",
            "ชื่อลูกค้า",
            "ลูกค้า",
            "ชื่อ",
            "Name",
        ],
    ),
    (Field::FirstName, &["First name", "Given name", "Tên"]),
    (Field::LastName, &["Last name", "Surname", "Family name", "Họ", "นามสกุล"]),
    (
        Field::Email,
        &[
            "Email",
            "Email address",
            "Customer email",
            "Mail",
            "Email khách hàng",
            "Địa chỉ email",
            "Thư điện tử",
            "อีเมล",
            "อีเมล์",
        ],
    ),
    (
        Field::Phone,
        &[
            "Phone",
            "Phone number",
            "Customer phone",
            "Mobile",
            "Telephone",
            "Tel",
            "Điện thoại",
            "Số điện thoại",
            "SĐT",
            "ĐT",
            "Di động",
            "เบอร์โทรศัพท์",
            "เบอร์โทร",
            "โทรศัพท์",
            "เบอร์มือถือ",
        ],
    ),
    (Field::Country, &["Country", "Country code", "Quốc gia", "ประเทศ"]),
    (Field::Language, &["Language", "Locale", "Ngôn ngữ", "ภาษา"]),
    (Field::Customer, &["Customer ID", "Customer code", "Mã khách hàng", "Mã KH", "รหัสลูกค้า"]),
    (Field::Consent, &["Accepts marketing", "Marketing consent", "Newsletter", "Đồng ý nhận tin"]),
];

/// Columns of people's own that become properties.
pub const SHEET_PROPERTIES: &[PropertyAlias] = &[
    (
        "total",
        &[
            "Total",
            "Order total",
            "Grand total",
            "Amount",
            "Tổng tiền",
            "Tổng cộng",
            "Tổng thanh toán",
            "Thành tiền",
            "ยอดรวม",
        ],
    ),
    ("currency", &["Currency", "Tiền tệ", "สกุลเงิน"]),
    ("channel", &["Channel", "Sales channel", "Source", "Kênh bán", "Nguồn", "ช่องทาง"]),
    ("tags", &["Tags", "Nhãn"]),
    ("note", &["Note", "Notes", "Comment", "Ghi chú", "หมายเหตุ"]),
];
